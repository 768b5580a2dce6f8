package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.domain.DisplayName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for the texts of the directory. Lengths are in characters, that is, Unicode code
 * points.
 */
final class Names {
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Names() {}

  static boolean isUsername(String text) {
    return USERNAME.matcher(text).matches();
  }

  static String username(String text) {
    if (!isUsername(text)) {
      throw new DirectoryException(
          "A user's name must be 1 to 64 letters, digits, dots, underscores or hyphens");
    }
    return text;
  }

  static String displayName(String text) {
    return line("A display name", text, 64);
  }

  static String community(String text) {
    return line("A community's name", text, 100);
  }

  static String channel(String text) {
    return line("A channel's name", text, 100);
  }

  /** A topic; empty if the text is blank. */
  static Optional<String> topic(Optional<String> text) {
    return text.filter(t -> !t.isBlank()).map(t -> line("A topic", t, 1024));
  }

  /** The text without white space at its ends. */
  private static String line(String what, String text, int max) {
    String stripped = text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < 1 || length > max) {
      throw new DirectoryException(
          what + " must have 1 to " + max + " characters, but has " + length);
    }
    if (stripped.codePoints().anyMatch(Names::isForbidden)) {
      throw new DirectoryException(
          what
              + " must not have control characters, line breaks, text-direction overrides or"
              + " unreadable letters");
    }
    if (!DisplayName.canBeSeen(stripped)) {
      throw new DirectoryException(what + " must have a character that can be seen");
    }
    return stripped;
  }

  private static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // U+FFFD replaces letters that a locale's charset cannot decode.
      default -> c == 0xFFFD || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    };
  }
}
