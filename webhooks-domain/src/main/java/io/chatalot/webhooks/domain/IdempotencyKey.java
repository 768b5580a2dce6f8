package io.chatalot.webhooks.domain;

import java.time.Duration;

/**
 * A caller's name for a call, so that repeating the call sends no second message: 1 to {@value
 * #MAX_LENGTH} printable ASCII characters, remembered by webhook for {@link #LIFETIME}.
 */
public record IdempotencyKey(String value) {
  /** The most characters of a key. */
  public static final int MAX_LENGTH = 255;

  public static final Duration LIFETIME = Duration.ofHours(24);

  private static final String FIELD = "Idempotency-Key";

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public IdempotencyKey {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
      throw malformed();
    }
  }

  /**
   * Reads the value of an {@code Idempotency-Key} header: bare, or the quoted string of
   * draft-ietf-httpapi-idempotency-key-header (an RFC 8941 string, in which a quote and a backslash
   * are escaped by a backslash). Both forms of a key are the same key.
   *
   * @throws WebhookException with {@link Reason#INVALID} if it is neither
   */
  public static IdempotencyKey parse(String header) {
    String text = header.strip();
    return new IdempotencyKey(text.startsWith("\"") ? unquote(text) : text);
  }

  private static String unquote(String quoted) {
    var value = new StringBuilder();
    int last = quoted.length() - 1;
    for (int i = 1; i < last; i++) {
      char c = quoted.charAt(i);
      if (c == '"') {
        throw malformed();
      }
      if (c == '\\') {
        i++;
        c = quoted.charAt(i);
        if (i == last || (c != '"' && c != '\\')) {
          throw malformed();
        }
      }
      value.append(c);
    }
    if (last < 1 || quoted.charAt(last) != '"') {
      throw malformed();
    }
    return value.toString();
  }

  private static WebhookException malformed() {
    return WebhookException.invalid(
        FIELD,
        ViolationCode.INVALID_VALUE,
        "must be 1 to " + MAX_LENGTH + " printable ASCII characters, bare or a quoted string");
  }

  @Override
  public String toString() {
    return value;
  }
}
