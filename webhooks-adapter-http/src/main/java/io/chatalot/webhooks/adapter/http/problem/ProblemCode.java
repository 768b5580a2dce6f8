package io.chatalot.webhooks.adapter.http.problem;

import java.util.Locale;

/**
 * The kinds of problems, each with its HTTP status (the contract, "Errors"). Programs read a
 * problem by the code's {@link #wireName}, which never changes. A switch over the codes must be an
 * expression without default, so that a new code does not compile until each platform's errors have
 * a place for it.
 */
public enum ProblemCode {
  /** The request is malformed: its line, its headers, or its body's syntax. */
  BAD_REQUEST(400),
  /** Another platform's payload has nothing that could be shown. */
  NO_TEXT(400),
  /** The body of a call in another platform's format is not JSON. */
  MALFORMED_JSON(400),
  /** The request needs a session, or the log-in failed. */
  UNAUTHORIZED(401),
  /** The user may see the resource, but not do this. */
  FORBIDDEN(403),
  /** The resource does not exist, or the caller may not know that it does. */
  NOT_FOUND(404),
  /** The webhook, which exists, has not sent a message with this id. */
  UNKNOWN_MESSAGE(404),
  /** The address exists, and does not have this method. */
  METHOD_NOT_ALLOWED(405),
  /** The request did not come in time. */
  REQUEST_TIMEOUT(408),
  /** The request contradicts what exists, such as a full channel. */
  CONFLICT(409),
  /** The body has more bytes than its route takes. */
  PAYLOAD_TOO_LARGE(413),
  /** The body has a type that its route does not take. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** Fields break rules; the problem's details name each field. */
  VALIDATION_ERROR(422),
  /** A limit is exceeded; the problem says when to try again. */
  RATE_LIMITED(429),
  /** The request line and the headers have too many bytes or lines. */
  HEADERS_TOO_LARGE(431),
  /** The server has a fault; its log has the cause under the id in the message. */
  INTERNAL_ERROR(500),
  /** The database is away or a queue is full. Nothing was done; trying again later is safe. */
  UNAVAILABLE(503);

  private final int status;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  ProblemCode(int status) {
    this.status = status;
  }

  /** The HTTP status of the contract; a platform's own answer may have another. */
  public int status() {
    return status;
  }

  /** The code in JSON, such as {@code rate_limited}. */
  public String wireName() {
    return wireName;
  }
}
