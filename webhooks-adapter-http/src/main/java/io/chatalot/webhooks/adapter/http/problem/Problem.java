package io.chatalot.webhooks.adapter.http.problem;

import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.BAD_REQUEST;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.FORBIDDEN;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.HEADERS_TOO_LARGE;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.INTERNAL_ERROR;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.METHOD_NOT_ALLOWED;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.NOT_FOUND;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.PAYLOAD_TOO_LARGE;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.RATE_LIMITED;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.REQUEST_TIMEOUT;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.UNAUTHORIZED;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.UNAVAILABLE;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.UNSUPPORTED_MEDIA_TYPE;
import static io.chatalot.webhooks.adapter.http.problem.ProblemCode.VALIDATION_ERROR;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.domain.Violation;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * A refusal as HTTP answers it. Immutable.
 *
 * @param message words for people, never with a secret
 * @param details the wrong fields; empty unless the code is {@link ProblemCode#VALIDATION_ERROR}
 * @param retryAfter the whole seconds after which the caller may try again, at least 0; empty where
 *     trying again makes no difference
 * @param headers further headers of the answer
 */
public record Problem(
    ProblemCode code,
    String message,
    List<Violation> details,
    OptionalLong retryAfter,
    Map<String, String> headers) {

  public static Problem of(ProblemCode code, String message) {
    return new Problem(code, message, List.of(), OptionalLong.empty(), Map.of());
  }

  public static Problem badRequest(String message) {
    return of(BAD_REQUEST, message);
  }

  public static Problem unauthorized() {
    return unauthorized("A session is required.");
  }

  public static Problem wrongCredentials() {
    return unauthorized("The username or the password is wrong.");
  }

  private static Problem unauthorized(String message) {
    return of(UNAUTHORIZED, message).with("WWW-Authenticate", "Bearer");
  }

  public static Problem forbidden(String message) {
    return of(FORBIDDEN, message);
  }

  public static Problem notFound(String message) {
    return of(NOT_FOUND, message);
  }

  /** No route has the path. */
  public static Problem noSuchAddress() {
    return notFound("Not found; no such address.");
  }

  public static Problem methodNotAllowed(String allowed) {
    String methods = allowed.replaceFirst(", (?=[A-Z]+$)", " or ");
    return of(METHOD_NOT_ALLOWED, "Method not allowed; use " + methods + ".")
        .with("Allow", allowed);
  }

  /** Closes the connection, since the rest of the request may still come. */
  public static Problem requestTimeout() {
    return of(REQUEST_TIMEOUT, "The request comes too slowly.").with("Connection", "close");
  }

  public static Problem bodyBreaksOff() {
    return badRequest("The body breaks off or is malformed.");
  }

  public static Problem headersTooLarge() {
    return of(
        HEADERS_TOO_LARGE,
        "The request line and the headers must be at most 8192 bytes, in at most "
            + RequestBounds.HEADER_LINES
            + " lines.");
  }

  public static Problem payloadTooLarge(int maxBytes) {
    return of(PAYLOAD_TOO_LARGE, "The body must be at most " + maxBytes + " bytes.");
  }

  public static Problem unsupportedMediaType(String expected) {
    return of(UNSUPPORTED_MEDIA_TYPE, "The body must be " + expected + ".");
  }

  public static Problem validation(List<Violation> violations, String message) {
    return new Problem(VALIDATION_ERROR, message, violations, OptionalLong.empty(), Map.of());
  }

  public static Problem rateLimited(String message, long retryAfterSeconds) {
    return later(RATE_LIMITED, message, retryAfterSeconds);
  }

  /** The caller may try again after a second. */
  public static Problem unavailable(String message) {
    return unavailable(message, 1);
  }

  public static Problem unavailable(String message, long retryAfterSeconds) {
    return later(UNAVAILABLE, message, retryAfterSeconds);
  }

  private static Problem later(ProblemCode code, String message, long retryAfterSeconds) {
    return new Problem(code, message, List.of(), OptionalLong.of(retryAfterSeconds), Map.of());
  }

  static Problem internal(String id) {
    return of(INTERNAL_ERROR, "Internal error " + id + "; the server's log has its cause.");
  }

  private Problem with(String header, String value) {
    return new Problem(code, message, details, retryAfter, Map.of(header, value));
  }

  /** The HTTP status of the contract. */
  public int status() {
    return code.status();
  }

  /** Sets all headers of the answer, {@code Retry-After} too. */
  public void writeHeaders(BiConsumer<String, String> setter) {
    retryAfter.ifPresent(seconds -> setter.accept("Retry-After", Long.toString(seconds)));
    headers.forEach(setter);
  }

  /** The body of the answer in the contract's envelope. */
  public ObjectNode toJson() {
    ObjectNode error = Json.object().put("code", code.wireName()).put("message", message);
    if (!details.isEmpty()) {
      error.set("details", Json.array(details, Problem::toJson));
    }
    return Json.object().set("error", error);
  }

  private static ObjectNode toJson(Violation violation) {
    return Json.object()
        .put("field", violation.field())
        .put("code", violation.code().wireName())
        .put("message", violation.message());
  }
}
