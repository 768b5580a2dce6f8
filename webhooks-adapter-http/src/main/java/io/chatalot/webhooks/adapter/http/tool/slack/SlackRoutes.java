package io.chatalot.webhooks.adapter.http.tool.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemCode;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Routes for senders of Slack's webhooks. */
public final class SlackRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/slack";

  /** The most bytes of a body (the contract, "Executing"). */
  public static final int MAX_BYTES = 256 * 1024;

  /** Slack takes a form only with the whole payload in one field. */
  public static final FormFields FORM = FormFields.in("payload");

  private static final String TYPE = "text/plain";

  private final Calls calls;
  private final ForeignBodies bodies;

  public SlackRoutes(Calls calls, ForeignBodies bodies) {
    this.calls = calls;
    this.bodies = bodies;
  }

  public void addTo(RouteTable routes) {
    addTo(routes, PATH);
  }

  /** Adds the routes under another address, which has the webhook's token in it. */
  public void addTo(RouteTable routes, String path) {
    routes.telling(SlackRoutes::tell).taking(MAX_BYTES).post(path, calls.limited(this::execute));
  }

  private void execute(Context ctx) {
    send(ctx, calls, bodies, Slack::read, FORM);
    answerOk(ctx);
  }

  /** Sends the message of a body; the payload is checked before the token. */
  public static void send(
      Context ctx,
      Calls calls,
      ForeignBodies bodies,
      Function<JsonNode, Command> dialect,
      FormFields form) {
    Command command = command(ctx, bodies, dialect, form);
    calls.execute(ctx, command, Parameters.idempotencyKey(ctx));
  }

  private static Command command(
      Context ctx, ForeignBodies bodies, Function<JsonNode, Command> dialect, FormFields form) {
    try {
      return bodies.read(ctx, MAX_BYTES, dialect, form);
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.INVALID) {
        throw refused;
      }
      boolean empty = refused.violations().stream().anyMatch(SlackRoutes::isEmptiness);
      throw new HttpRefusal(
          empty
              ? Problem.of(ProblemCode.NO_TEXT, refused.getMessage())
              : Problem.badRequest(refused.getMessage()));
    }
  }

  private static ProblemWriter.Told tell(Problem problem) {
    return new ProblemWriter.Told(problem.status(), TYPE, words(problem));
  }

  /** Slack's own words where Slack has some, since its clients compare them. */
  private static String words(Problem problem) {
    return switch (problem.code()) {
      case BAD_REQUEST, MALFORMED_JSON -> "invalid_payload";
      case NOT_FOUND, UNKNOWN_MESSAGE -> "no_service";
      case VALIDATION_ERROR -> "invalid_idempotency_key";
      case INTERNAL_ERROR -> "rollup_error: " + problem.message();
      case NO_TEXT,
          UNAUTHORIZED,
          FORBIDDEN,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          CONFLICT,
          PAYLOAD_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          RATE_LIMITED,
          HEADERS_TOO_LARGE,
          UNAVAILABLE ->
          problem.code().wireName();
    };
  }

  /** Whether the payload has nothing that could be shown, for which Slack has words of its own. */
  private static boolean isEmptiness(Violation violation) {
    return switch (violation.code()) {
      case EMPTY, BLANK, TOO_SHORT -> true;
      case REQUIRED,
          INVISIBLE,
          TOO_LONG,
          TOO_MANY,
          OUT_OF_RANGE,
          INVALID_TYPE,
          INVALID_VALUE,
          INVALID_CHARACTER,
          INVALID_URL,
          NOT_ALLOWED,
          MALFORMED_JSON,
          REUSED,
          UNKNOWN_MESSAGE ->
          false;
    };
  }

  public static void answerOk(Context ctx) {
    ctx.contentType(TYPE).result("ok".getBytes(StandardCharsets.UTF_8));
  }
}
