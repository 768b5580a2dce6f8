package io.chatalot.webhooks.domain;

/**
 * The Markdown text of a message, kept exactly as sent.
 *
 * <p>1 to {@value #MAX_LENGTH} characters (the guide, "Payload Format"), at least one of them not
 * {@link Invisible}.
 */
public record MessageContent(String value) {
  /** The most characters of a content. */
  public static final int MAX_LENGTH = 4000;

  private static final String FIELD = "content";

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public MessageContent {
    Text.requireStorable(value, FIELD);
    if (value.isEmpty()) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.TOO_SHORT,
          "must be 1 to " + MAX_LENGTH + " characters, but is empty");
    }
    Text.requireAtMost(MAX_LENGTH, value, FIELD);
    if (Invisible.isAll(value)) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.BLANK,
          "must not be only white space and other invisible characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
