package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Invisible;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts Slack's tokens in angle brackets: links, and mentions of people, channels and dates. */
public final class SlackToken {
  private static final Pattern LINK =
      Pattern.compile(
          "((?:https?://|mailto:|tel:)[^|]+|[a-z][a-z0-9+.-]*:[^|]+(?=\\|))(?:\\|(.*))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MENTION = Pattern.compile("([@#])([A-Z0-9]+)(?:\\|(.*))?");
  private static final Pattern SPECIAL = Pattern.compile("!([a-z]+)(\\^[^|]*)?(?:\\|(.*))?");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt);");

  private SlackToken() {}

  /** The end of the token that begins at a bracket; -1 if the bracket is plain text. */
  public static int end(String text, int from) {
    int end = from + 1;
    while (end < text.length() && "<>\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean closed = end < text.length() && text.charAt(end) == '>';
    return closed && isToken(text.substring(from + 1, end)) ? end + 1 : -1;
  }

  private static boolean isToken(String inner) {
    return LINK.matcher(inner).matches()
        || MENTION.matcher(inner).matches()
        || SPECIAL.matcher(inner).matches();
  }

  /**
   * The Markdown of a token.
   *
   * @param format converts the label of a link
   */
  public static String markdown(String inner, UnaryOperator<String> format) {
    Matcher link = LINK.matcher(inner);
    if (!link.matches()) {
      return Escape.inline(shown(inner), Letters.MARKUP, Letters.MARKUP, false);
    }
    String url = decoded(link.group(1)).strip().replace(" ", "%20");
    String label = label(link.group(2)).orElseGet(() -> address(url));
    if (label.equals(url)) {
      return Markup.link("", url);
    }
    return Markup.link(
        label(link.group(2)).isEmpty() ? Escape.label(label) : format.apply(link.group(2)), url);
  }

  /** The visible text of a token, without markup. */
  static String shown(String inner) {
    Matcher link = LINK.matcher(inner);
    if (link.matches()) {
      return label(link.group(2)).orElseGet(() -> address(decoded(link.group(1))));
    }
    Matcher mention = MENTION.matcher(inner);
    if (mention.matches()) {
      return mention.group(1) + label(mention.group(3)).orElse(mention.group(2));
    }
    Matcher special = SPECIAL.matcher(inner);
    return special.matches() ? special(special) : decoded(inner);
  }

  private static String special(Matcher special) {
    String argument = Optional.ofNullable(special.group(2)).orElse("^").substring(1);
    Optional<String> label = label(special.group(3));
    return switch (special.group(1)) {
      case "here", "channel", "everyone" -> '@' + special.group(1);
      case "date" -> label.orElseGet(() -> SlackTime.of(argument.split("\\^", 2)[0]));
      default -> {
        String name = label.orElse(argument.isEmpty() ? special.group(1) : argument);
        yield name.startsWith("@") ? name : '@' + name;
      }
    };
  }

  private static Optional<String> label(String text) {
    return Optional.ofNullable(text)
        .map(SlackToken::decoded)
        .filter(label -> !Invisible.isAll(label));
  }

  private static String address(String url) {
    return url.replaceFirst("(?i)^(?:mailto|tel):", "");
  }

  /** Decodes Slack's three entities; other text stays. */
  public static String decoded(String text) {
    return text.indexOf('&') < 0
        ? text
        : ENTITY
            .matcher(text)
            .replaceAll(
                found ->
                    switch (found.group(1)) {
                      case "lt" -> "<";
                      case "gt" -> ">";
                      default -> "&";
                    });
  }
}
