package io.chatalot.webhooks.domain;

import java.time.Duration;

/**
 * A name for a message that changes, such as a build or an incident. Each webhook has keys of its
 * own. A key is remembered for {@link #LIFETIME} after its last use.
 *
 * @param value the caller's own text, 1 to {@value #MAX_LENGTH} printable ASCII characters but not
 *     {@code .} or {@code ..}, which an address cannot end with; or a text of {@link #ofGroup}
 */
public record MessageKey(String value) {
  /** The most characters of a caller's key. */
  public static final int MAX_LENGTH = 255;

  public static final Duration LIFETIME = Duration.ofDays(30);

  /** No caller's key has this character, so the two kinds never meet. */
  private static final String GROUP = "§group:";

  private static final String FIELD = "key";

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public MessageKey {
    if (!value.startsWith(GROUP)) {
      requireCallers(value);
    }
  }

  /**
   * Reads a caller's key.
   *
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public static MessageKey ofCaller(String key) {
    requireCallers(key);
    return new MessageKey(key);
  }

  /**
   * The key of a group of alerts. It is a hash of the sender's name for the group, which may be of
   * any length, and differs from every caller's key.
   */
  public static MessageKey ofGroup(String group) {
    return new MessageKey(GROUP + Sha256.hex(group));
  }

  private static void requireCallers(String key) {
    if (key.isEmpty()
        || key.length() > MAX_LENGTH
        || !key.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
      throw invalid("must be 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
    if (key.equals(".") || key.equals("..")) {
      throw invalid("must not be . or ..");
    }
  }

  private static WebhookException invalid(String message) {
    return WebhookException.invalid(FIELD, ViolationCode.INVALID_VALUE, message);
  }

  @Override
  public String toString() {
    return value;
  }
}
