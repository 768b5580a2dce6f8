package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.body.RequestBody;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonFields;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.MessageJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.PutMessage.Kept;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.util.Optional;

/** The routes of a caller, who has a webhook's URL. */
public final class ExecutionRoutes {
  public static final String PREFIX = "/api/webhooks/execute/";

  /** The path of a webhook's URL; the paths for other tools' formats continue it. */
  public static final String EXECUTE = PREFIX + "{token}";

  private static final String MESSAGE = EXECUTE + "/messages/{message_id}";
  private static final String BY_KEY = EXECUTE + "/messages/by-key/{key}";

  private final Calls calls;

  public ExecutionRoutes(Calls calls) {
    this.calls = calls;
  }

  public void addTo(RouteTable routes) {
    routes
        .nothing("/api/webhooks/execute")
        .within(calls)
        .post(EXECUTE, calls.limited(this::execute))
        .patch(MESSAGE, calls.limited(this::edit))
        .delete(MESSAGE, calls.limited(this::delete))
        .put(BY_KEY, calls.limited(this::put))
        .delete(BY_KEY, calls.limited(this::deleteByKey));
  }

  /** Checks the payload before the token, so a wrong payload is refused with any token. */
  private void execute(Context ctx) {
    var violations = new Violations();
    Optional<Command> command = command(ctx, violations);
    Optional<Optional<IdempotencyKey>> key =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    Optional<Boolean> wait = violations.check("wait", () -> Parameters.flag(ctx, "wait"));
    violations.throwIfAny();
    RenderedMessage sent = calls.execute(ctx, command.orElseThrow(), key.orElseThrow());
    if (wait.orElseThrow()) {
      Json.answer(ctx, 200, MessageJson.of(sent));
    } else {
      ctx.status(200);
    }
  }

  private static Optional<Command> command(Context ctx, Violations violations) {
    return Command.of(payload(ctx, "content", "username", "avatar_url"), violations);
  }

  /** Ignores an {@code Idempotency-Key}, since repeating the call changes nothing. */
  private void put(Context ctx) {
    var violations = new Violations();
    Optional<Command> command = command(ctx, violations);
    Optional<MessageKey> key = violations.check("key", () -> Parameters.messageKey(ctx));
    violations.throwIfAny();
    Kept kept = calls.put(ctx, command.orElseThrow(), key.orElseThrow());
    Json.answer(ctx, kept.created() ? 201 : 200, MessageJson.of(kept.message()));
  }

  private void deleteByKey(Context ctx) {
    calls.delete(ctx, Parameters.messageKey(ctx));
    ctx.status(204);
  }

  private void edit(Context ctx) {
    JsonFields fields = payload(ctx, "content");
    var violations = new Violations();
    Optional<MessageContent> content =
        violations.check("content", () -> new MessageContent(fields.requiredText("content")));
    violations.throwIfAny();
    Json.answer(ctx, 200, MessageJson.of(calls.edit(ctx, content.orElseThrow())));
  }

  private void delete(Context ctx) {
    calls.delete(ctx);
    ctx.status(204);
  }

  /**
   * Refuses malformed JSON like any other wrong payload, since the guide has a single answer for
   * both.
   */
  private static JsonFields payload(Context ctx, String... fields) {
    try {
      return new JsonFields(RequestBody.jsonOrPlain(ctx, fields));
    } catch (MalformedJson malformed) {
      throw WebhookException.invalid("body", ViolationCode.MALFORMED_JSON, malformed.getMessage());
    }
  }
}
