package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.domain.Violation;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Problems as Discord tells them: a message, a number for programs, and what is wrong where. */
final class DiscordProblems {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final String MALFORMED_JSON = "malformed_json";
  private static final String UNKNOWN_MESSAGE = "unknown_message";

  /** What is wrong with a content that says nothing. */
  private static final Set<String> EMPTY = Set.of("empty", "blank", "too_short", "required");

  private DiscordProblems() {}

  static Problem malformedJson() {
    return Problem.of(400, MALFORMED_JSON, "The request body contains invalid JSON.");
  }

  static Problem unknownMessage() {
    return Problem.of(404, UNKNOWN_MESSAGE, "Unknown Message");
  }

  static void tell(Context ctx, Problem problem) {
    switch (problem.code()) {
      case "not_found" -> answer(ctx, 404, 10015, "Unknown Webhook");
      case UNKNOWN_MESSAGE -> answer(ctx, 404, 10008, problem.message());
      case MALFORMED_JSON -> answer(ctx, 400, 50109, problem.message());
      case "payload_too_large" -> answer(ctx, 413, 40005, "Request entity too large");
      case "method_not_allowed" -> answer(ctx, 405, 0, "405: Method Not Allowed");
      case "validation_error" -> tellInvalid(ctx, problem.details());
      case "rate_limited" -> tellExceeded(ctx);
      default -> answer(ctx, problem.status(), 0, problem.message());
    }
  }

  private static void tellInvalid(Context ctx, List<Violation> violations) {
    if (violations.stream().allMatch(DiscordProblems::isEmptiness)) {
      answer(ctx, 400, 50006, "Cannot send an empty message");
      return;
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
    Json.answer(ctx, ofKey ? 422 : 400, body);
  }

  private static boolean isEmptiness(Violation violation) {
    return violation.field().equals("content") && EMPTY.contains(violation.code());
  }

  private static void tellExceeded(Context ctx) {
    long seconds = DiscordLimits.writeExceeded(ctx);
    ObjectNode body = Json.object().put("message", "You are being rate limited.");
    Json.answer(ctx, 429, body.put("retry_after", seconds).put("global", false).put("code", 0));
  }

  private static void answer(Context ctx, int status, int code, String message) {
    Json.answer(ctx, status, body(code, message));
  }

  private static ObjectNode body(int code, String message) {
    return Json.object().put("message", message).put("code", code);
  }
}
