package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a message as Chatalot's client shows it: the webhook's name in bold, a blank line,
 * and the content as sent.
 *
 * <p>The name is shown literally: neither the name alone nor the name with a definition in the
 * content makes other markup. Only characters that could mean something are escaped, since Chatalot
 * searches this text.
 */
final class HostText {
  /**
   * Marks of CommonMark that mean something inside a line, an underscore beside a letter on one
   * side only, the beginning of an entity, and the middle of a bare address (GitHub's Markdown,
   * "Autolinks").
   */
  private static final Pattern MARKUP =
      Pattern.compile(
          "[\\\\`*~\\[\\]<]"
              + "|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])"
              + "|&(?=#?[0-9A-Za-z]{1,32};)"
              + "|(?<=(?i:https?|ftp)):(?=//)"
              + "|(?<=(?i:www))\\."
              + "|(?<=[0-9A-Za-z._+-])@");

  private HostText() {}

  /** Composes the text of a message. */
  static String of(DisplayName name, MessageContent content) {
    return of(name, content.value());
  }

  /** As above, for a content that breaks the rules of {@link MessageContent}. */
  static String of(DisplayName name, String content) {
    String literal = MARKUP.matcher(name.value()).replaceAll(Matcher.quoteReplacement("\\") + "$0");
    return "**" + literal + "**\n\n" + content;
  }
}
