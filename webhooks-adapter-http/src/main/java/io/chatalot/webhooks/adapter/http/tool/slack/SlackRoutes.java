package io.chatalot.webhooks.adapter.http.tool.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

/** Webhooks for senders that know Slack's. */
public final class SlackRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/slack";

  /** Of the body (the contract, "Executing"). */
  static final int MAX_BYTES = 256 * 1024;

  /** What a payload without anything to say is called. */
  static final String NO_TEXT = "no_text";

  private static final String TYPE = "text/plain";

  private static final Set<String> EMPTY = Set.of("empty", "too_short", "blank");

  private final Calls calls;
  private final ForeignBodies bodies;

  public SlackRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    addTo(routes, PATH);
  }

  /** The same under another address, with the webhook's token in it. */
  public void addTo(RouteTable routes, String path) {
    routes.telling(SlackRoutes::tell).taking(MAX_BYTES).post(path, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    execute(ctx, calls, bodies, Slack::read);
  }

  /** Sends what such a body says; the payload is checked before the token. */
  static void execute(
      Context ctx, Calls calls, ForeignBodies bodies, Function<JsonNode, Command> dialect) {
    Command command = command(ctx, bodies, dialect);
    calls.execute(ctx, command, Parameters.idempotencyKey(ctx));
    answer(ctx, "ok");
  }

  private static Command command(
      Context ctx, ForeignBodies bodies, Function<JsonNode, Command> dialect) {
    try {
      return bodies.read(ctx, MAX_BYTES, dialect, "payload");
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.INVALID) {
        throw refused;
      }
      boolean empty = refused.violations().stream().anyMatch(wrong -> EMPTY.contains(wrong.code()));
      throw new HttpRefusal(
          empty
              ? Problem.of(400, NO_TEXT, refused.getMessage())
              : Problem.badRequest(refused.getMessage()));
    }
  }

  private static ProblemWriter.Told tell(Problem problem) {
    return new ProblemWriter.Told(problem.status(), TYPE, words(problem));
  }

  /** Slack's own where it has one, since its clients compare. */
  private static String words(Problem problem) {
    return switch (problem.status()) {
      case 400 -> problem.code().equals(NO_TEXT) ? NO_TEXT : "invalid_payload";
      case 404 -> "no_service";
      case 422 -> "invalid_idempotency_key";
      case 500 -> "rollup_error: " + problem.message();
      default -> problem.code();
    };
  }

  private static void answer(Context ctx, String words) {
    ctx.contentType(TYPE).result(words.getBytes(StandardCharsets.UTF_8));
  }
}
