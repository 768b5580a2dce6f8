package io.chatalot.webhooks.adapter.http.tool.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.domain.Violation;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Problems as Discord tells them: a message, a number for programs, and what is wrong where. */
final class DiscordProblems implements ProblemWriter {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final String MALFORMED_JSON = "malformed_json";
  private static final String UNKNOWN_MESSAGE = "unknown_message";
  private static final String RATE_LIMITED = "rate_limited";

  /** What is wrong with a content that says nothing. */
  private static final Set<String> EMPTY = Set.of("empty", "blank", "too_short", "required");

  static Problem malformedJson() {
    return Problem.of(400, MALFORMED_JSON, "The request body contains invalid JSON.");
  }

  static Problem unknownMessage() {
    return Problem.of(404, UNKNOWN_MESSAGE, "Unknown Message");
  }

  @Override
  public void write(Context ctx, Problem problem) {
    if (problem.code().equals(RATE_LIMITED)) {
      DiscordLimits.writeExceeded(ctx);
    }
    ProblemWriter.super.write(ctx, problem);
  }

  @Override
  public Told tell(Problem problem) {
    return switch (problem.code()) {
      case "not_found" -> told(404, 10015, "Unknown Webhook");
      case UNKNOWN_MESSAGE -> told(404, 10008, problem.message());
      case MALFORMED_JSON -> told(400, 50109, problem.message());
      case "payload_too_large" -> told(413, 40005, "Request entity too large");
      case "method_not_allowed" -> told(405, 0, "405: Method Not Allowed");
      case "validation_error" -> invalid(problem.details());
      case RATE_LIMITED -> exceeded(problem);
      default -> told(problem.status(), 0, problem.message());
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
                  .put("code", violation.code().toUpperCase(Locale.ROOT))
                  .put("message", violation.message()));
    }
    ObjectNode body = body(50035, "Invalid Form Body");
    body.set("errors", errors);
    return Told.json(ofKey ? 422 : 400, body);
  }

  private static boolean isEmptiness(Violation violation) {
    return violation.field().equals("content") && EMPTY.contains(violation.code());
  }

  private static Told exceeded(Problem problem) {
    long seconds = DiscordLimits.secondsToWait(problem.headers().get("Retry-After"));
    ObjectNode body = Json.object().put("message", "You are being rate limited.");
    return Told.json(429, body.put("retry_after", seconds).put("global", false).put("code", 0));
  }

  private static Told told(int status, int code, String message) {
    return Told.json(status, body(code, message));
  }

  private static ObjectNode body(int code, String message) {
    return Json.object().put("message", message).put("code", code);
  }
}
