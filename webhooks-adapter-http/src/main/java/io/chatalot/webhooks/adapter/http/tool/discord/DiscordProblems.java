package io.chatalot.webhooks.adapter.http.tool.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemCode;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.domain.Violation;
import io.javalin.http.Context;
import java.util.List;

/** Writes problems in Discord's form: a message, a number for programs, and the wrong fields. */
final class DiscordProblems implements ProblemWriter {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  static Problem malformedJson() {
    return Problem.of(ProblemCode.MALFORMED_JSON, "The request body contains invalid JSON.");
  }

  static Problem unknownMessage() {
    return Problem.of(ProblemCode.UNKNOWN_MESSAGE, "Unknown Message");
  }

  @Override
  public void write(Context ctx, Problem problem) {
    if (problem.code() == ProblemCode.RATE_LIMITED) {
      DiscordLimits.writeExceeded(ctx, secondsToWait(problem));
    }
    ProblemWriter.super.write(ctx, problem);
  }

  @Override
  public Told tell(Problem problem) {
    return switch (problem.code()) {
      case NOT_FOUND -> told(404, 10015, "Unknown Webhook");
      case UNKNOWN_MESSAGE -> told(404, 10008, problem.message());
      case MALFORMED_JSON -> told(400, 50109, problem.message());
      case PAYLOAD_TOO_LARGE -> told(413, 40005, "Request entity too large");
      case METHOD_NOT_ALLOWED -> told(405, 0, "405: Method Not Allowed");
      case VALIDATION_ERROR -> invalid(problem.details());
      case RATE_LIMITED -> exceeded(problem);
      case BAD_REQUEST,
          NO_TEXT,
          UNAUTHORIZED,
          FORBIDDEN,
          REQUEST_TIMEOUT,
          CONFLICT,
          UNSUPPORTED_MEDIA_TYPE,
          HEADERS_TOO_LARGE,
          INTERNAL_ERROR,
          UNAVAILABLE ->
          told(problem.status(), 0, problem.message());
    };
  }

  private static Told invalid(List<Violation> violations) {
    if (violations.stream().allMatch(DiscordProblems::isEmptiness)) {
      return told(400, 50006, "Cannot send an empty message");
    }
    boolean ofKey = violations.stream().allMatch(one -> one.field().equals(IDEMPOTENCY_KEY));
    ObjectNode errors = Json.object();
    for (Violation violation : violations) {
      ObjectNode at =
          violation.field().equals("body") ? errors : errors.withObjectProperty(violation.field());
      at.withArrayProperty("_errors")
          .add(
              Json.object()
                  .put("code", violation.code().name())
                  .put("message", violation.message()));
    }
    ObjectNode body = body(50035, "Invalid Form Body");
    body.set("errors", errors);
    return Told.json(ofKey ? 422 : 400, body);
  }

  /** Whether the message has nothing that could be shown, which has a number of its own. */
  private static boolean isEmptiness(Violation violation) {
    boolean empty =
        switch (violation.code()) {
          case REQUIRED, EMPTY, BLANK, TOO_SHORT -> true;
          case INVISIBLE,
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
    return empty && violation.field().equals("content");
  }

  private static Told exceeded(Problem problem) {
    ObjectNode body = Json.object().put("message", "You are being rate limited.");
    return Told.json(
        429, body.put("retry_after", secondsToWait(problem)).put("global", false).put("code", 0));
  }

  /** At least one second, since clients take zero for no limit at all. */
  private static long secondsToWait(Problem problem) {
    return Math.max(1, problem.retryAfter().orElse(1));
  }

  private static Told told(int status, int code, String message) {
    return Told.json(status, body(code, message));
  }

  private static ObjectNode body(int code, String message) {
    return Json.object().put("message", message).put("code", code);
  }
}
