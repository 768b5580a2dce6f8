package io.chatalot.webhooks.adapter.http.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.domain.Violation;
import java.util.List;
import java.util.Map;

/**
 * An answer that is not the wished one.
 *
 * @param code the error's name in the contract
 * @param message for people; never contains a secret
 * @param details the wrong fields, for validation errors
 */
public record Problem(
    int status, String code, String message, List<Violation> details, Map<String, String> headers) {

  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, List.of(), Map.of());
  }

  public static Problem badRequest(String message) {
    return of(400, "bad_request", message);
  }

  public static Problem unauthorized() {
    return of(401, "unauthorized", "A session is required.").with("WWW-Authenticate", "Bearer");
  }

  public static Problem wrongCredentials() {
    return of(401, "unauthorized", "The username or the password is wrong.")
        .with("WWW-Authenticate", "Bearer");
  }

  public static Problem forbidden(String message) {
    return of(403, "forbidden", message);
  }

  public static Problem notFound(String message) {
    return of(404, "not_found", message);
  }

  /** No route has the path. */
  public static Problem noSuchAddress() {
    return notFound("Not found; no such address.");
  }

  public static Problem methodNotAllowed(String allowed) {
    String methods = allowed.replaceFirst(", (?=[A-Z]+$)", " or ");
    return of(405, "method_not_allowed", "Method not allowed; use " + methods + ".")
        .with("Allow", allowed);
  }

  /** The connection ends with it, since the rest of the request may still come. */
  public static Problem requestTimeout() {
    return of(408, "request_timeout", "The request comes too slowly.").with("Connection", "close");
  }

  public static Problem bodyBreaksOff() {
    return badRequest("The body breaks off or is malformed.");
  }

  public static Problem headersTooLarge() {
    return of(
        431,
        "headers_too_large",
        "The request line and the headers must be at most 8192 bytes, in at most "
            + RequestBounds.HEADER_LINES
            + " lines.");
  }

  public static Problem payloadTooLarge(int maxBytes) {
    return of(413, "payload_too_large", "The body must be at most " + maxBytes + " bytes.");
  }

  public static Problem unsupportedMediaType(String expected) {
    return of(415, "unsupported_media_type", "The body must be " + expected + ".");
  }

  public static Problem validation(List<Violation> violations, String message) {
    return new Problem(422, "validation_error", message, violations, Map.of());
  }

  public static Problem rateLimited(String message, long retryAfterSeconds) {
    return of(429, "rate_limited", message).with("Retry-After", Long.toString(retryAfterSeconds));
  }

  public static Problem unavailable(String message) {
    return unavailable(message, 1);
  }

  public static Problem unavailable(String message, long retryAfterSeconds) {
    return of(503, "unavailable", message).with("Retry-After", Long.toString(retryAfterSeconds));
  }

  static Problem internal(String id) {
    return of(500, "internal_error", "Internal error " + id + "; the server's log has its cause.");
  }

  private Problem with(String header, String value) {
    return new Problem(status, code, message, details, Map.of(header, value));
  }

  /** The body of the answer, by the contract's envelope. */
  public ObjectNode toJson() {
    ObjectNode error = Json.object().put("code", code).put("message", message);
    if (!details.isEmpty()) {
      error.set("details", Json.array(details, Problem::toJson));
    }
    return Json.object().set("error", error);
  }

  private static ObjectNode toJson(Violation violation) {
    return Json.object()
        .put("field", violation.field())
        .put("code", violation.code())
        .put("message", violation.message());
  }
}
