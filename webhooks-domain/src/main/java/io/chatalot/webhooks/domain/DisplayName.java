package io.chatalot.webhooks.domain;

/**
 * The name of the sender of a message: the webhook's own, or a caller's {@code username}.
 *
 * <p>White space at both ends is cut off. The rest has 1 to {@value #MAX_LENGTH} characters (the
 * guide, "Creating a Webhook" and "Payload Format"), at least one of them visible. Control
 * characters, line breaks and text-direction overrides are not allowed, since they let one name
 * pass for another.
 */
public record DisplayName(String value) {
  /** The most characters of a name. */
  public static final int MAX_LENGTH = 64;

  private static final String FIELD = "name";

  /**
   * @throws WebhookException with {@link Reason#INVALID} if a rule is broken
   */
  public DisplayName {
    value = Text.strip(Text.requireStorable(value, FIELD));
    if (value.isEmpty()) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.TOO_SHORT,
          "must be 1 to " + MAX_LENGTH + " characters, white space at the ends not counted");
    }
    Text.requireAtMost(MAX_LENGTH, value, FIELD);
    if (value.codePoints().anyMatch(DisplayName::isForbidden)) {
      throw WebhookException.invalid(
          FIELD,
          ViolationCode.INVALID_CHARACTER,
          "must not contain control characters, line breaks or text-direction overrides");
    }
    if (!canBeSeen(value)) {
      throw WebhookException.invalid(
          FIELD, ViolationCode.INVISIBLE, "must contain at least one visible character");
    }
  }

  /**
   * Whether a text has a character that draws something by itself, as every name needs: not white
   * space, zero-width, a combining mark or a blank by design.
   */
  public static boolean canBeSeen(String text) {
    return text.codePoints().anyMatch(DisplayName::isVisible);
  }

  private static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    };
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> !Invisible.is(c);
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
