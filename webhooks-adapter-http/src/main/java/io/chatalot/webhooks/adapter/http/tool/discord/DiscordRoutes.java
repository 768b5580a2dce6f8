package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Routes for senders of Discord's webhooks. An edit replaces the whole message. */
public final class DiscordRoutes {
  private static final String ADDRESS = "/webhooks/{webhook_id}/{token}";

  /** The API versions of Discord's clients. No other routes have these prefixes. */
  private static final List<String> VERSIONS =
      List.of("/api/v6", "/api/v7", "/api/v8", "/api/v9", "/api/v10");

  /** The addresses of a webhook, with and without an API version. */
  public static final List<String> ADDRESSES =
      Stream.concat(Stream.of("/api"), VERSIONS.stream()).map(root -> root + ADDRESS).toList();

  /** The most bytes of a body (the contract, "Executing"). */
  private static final int MAX_BYTES = 256 * 1024;

  private static final FormFields FORM =
      FormFields.in("payload_json").withTexts("content", "username", "avatar_url");

  private final Calls calls;
  private final ForeignBodies bodies;

  public DiscordRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls.telling(new DiscordLimits());
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    var problems = new DiscordProblems();
    RouteTable discord = routes.within(calls).telling(problems).taking(MAX_BYTES);
    VERSIONS.forEach(version -> routes.tellingUnder(version + "/", problems));
    for (String address : ADDRESSES) {
      String message = address + "/messages/{message_id}";
      discord
          .get(address, calls.limited(this::show))
          .post(address, calls.limited(this::execute))
          .get(message, calls.limited(ofMessage(this::find)))
          .patch(message, calls.limited(ofMessage(this::edit)))
          .delete(message, calls.limited(ofMessage(this::delete)));
    }
  }

  private void show(Context ctx) {
    Json.answer(ctx, 200, DiscordJson.of(calls.inspect(ctx)));
  }

  private void execute(Context ctx) {
    Command command = command(ctx);
    var violations = new Violations();
    Optional<Optional<IdempotencyKey>> key =
        violations.check(DiscordProblems.IDEMPOTENCY_KEY, () -> Parameters.idempotencyKey(ctx));
    Optional<Boolean> wait = violations.check("wait", () -> Parameters.flag(ctx, "wait"));
    violations.throwIfAny();
    RenderedMessage sent = calls.execute(ctx, command, key.orElseThrow());
    if (wait.orElseThrow()) {
      Json.answer(ctx, 200, DiscordJson.of(sent.message()));
    } else {
      ctx.status(204);
    }
  }

  private void find(Context ctx) {
    Json.answer(ctx, 200, DiscordJson.of(calls.find(ctx).message()));
  }

  private void edit(Context ctx) {
    Command command = command(ctx);
    Json.answer(ctx, 200, DiscordJson.of(calls.edit(ctx, command.content()).message()));
  }

  private void delete(Context ctx) {
    calls.delete(ctx);
    ctx.status(204);
  }

  private Command command(Context ctx) {
    try {
      return bodies.read(ctx, MAX_BYTES, Discord::read, FORM);
    } catch (MalformedJson malformed) {
      throw new HttpRefusal(DiscordProblems.malformedJson());
    }
  }

  /** Answers an unknown message and an unknown webhook by different numbers, as Discord does. */
  private static Handler ofMessage(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (CallRefused refused) {
        throw refused;
      } catch (WebhookException refused) {
        throw refused.reason() == Reason.NOT_FOUND
            ? new HttpRefusal(DiscordProblems.unknownMessage())
            : refused;
      }
    };
  }
}
