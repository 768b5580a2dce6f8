package io.chatalot.webhooks.domain;

/**
 * The text with which a webhook makes a message of any JSON: 1 to {@value #MAX_LENGTH} characters,
 * of which one can be seen. The domain knows no more of it; its language is an adapter's.
 */
public record Template(String text) {
  /** The most characters of a template. */
  public static final int MAX_LENGTH = 8_000;

  private static final String FIELD = "template";

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public Template {
    Text.requireStorable(text, FIELD);
    Text.requireAtMost(MAX_LENGTH, text, FIELD);
    if (Invisible.isAll(text)) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.BLANK,
          "must have a character that can be seen; null removes the template");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
