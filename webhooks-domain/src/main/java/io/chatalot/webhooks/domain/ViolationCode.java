package io.chatalot.webhooks.domain;

import java.util.Locale;

/**
 * The rule that a field breaks. Programs read it by its {@link #wireName}, which never changes. A
 * switch over the codes must be an expression without default, so that a new code does not compile
 * until each platform's errors have a place for it.
 */
public enum ViolationCode {
  /** The field is missing. */
  REQUIRED,
  /** The payload of another platform has nothing that could be shown. */
  EMPTY,
  /** The text has only white space and other invisible characters. */
  BLANK,
  /** The name has only characters that cannot be seen. */
  INVISIBLE,
  /** The text has fewer characters than allowed. */
  TOO_SHORT,
  /** The text has more characters than allowed; characters are Unicode code points. */
  TOO_LONG,
  /** The list has more elements than allowed. */
  TOO_MANY,
  /** The number is outside its bounds. */
  OUT_OF_RANGE,
  /** The value has another JSON type. */
  INVALID_TYPE,
  /** The value has the right type and a wrong form. */
  INVALID_VALUE,
  /** The text has a character that is not allowed in it. */
  INVALID_CHARACTER,
  /** The text is not an allowed URL or path. */
  INVALID_URL,
  /** The field cannot be set in this request. */
  NOT_ALLOWED,
  /** The body is not JSON (RFC 8259). */
  MALFORMED_JSON,
  /** The idempotency key was used with another payload. */
  REUSED,
  /** The id is of no message of this channel. */
  UNKNOWN_MESSAGE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The code in JSON, such as {@code too_long}. */
  public String wireName() {
    return wireName;
  }
}
