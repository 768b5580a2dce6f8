package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.application.driving.LiteralSpan;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces shortcodes such as {@code :tada:} and {@code :+1::skin-tone-2:} by emoji. Unknown names
 * stay, and so do names that stand in a word ({@code 10:30:45}, {@code a:b:c}).
 */
public final class Shortcodes {
  private static final Pattern SHORTCODE =
      Pattern.compile(":([a-z0-9_+-]{1,80}+):(?::(skin-tone-[2-6](?:-[2-6])?):)?+");

  /** Addresses with any scheme or beginning with {@code www.}. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![a-z])(?:[a-z][a-z0-9+.-]{0,20}+://|www\\.)[^\\s<>`|\"]*"
              + "[^\\s<>`|\".,;:!?'()\\[\\]*_~]",
          Pattern.CASE_INSENSITIVE);

  /** The endings of Discord's names, and of Mattermost's. */
  private static final Pattern TONED =
      Pattern.compile(
          "(.+?)_(?:tone([1-5])|(light|medium_light|medium|medium_dark|dark)_skin_tone)");

  private static final Map<String, String> TONES =
      Map.of("light", "2", "medium_light", "3", "medium", "4", "medium_dark", "5", "dark", "6");

  /** UTF-16 units of Markdown that are parsed: far more than a message shows. */
  private static final int MAX_PARSED = 16 * 1024;

  /** The first letter of the scripts that need no space between a word and an emoji. */
  private static final int CJK = 0x2E80;

  private Shortcodes() {}

  /** Replaces the shortcodes of a text without markup, apart from those in web addresses. */
  public static String inText(String text) {
    return mayHaveAny(text) ? inProse(text, 0, text.length()) : text;
  }

  /** Replaces the shortcodes of Markdown, apart from those in code, addresses and HTML. */
  public static String inMarkdown(String markdown) {
    if (!mayHaveAny(markdown)) {
      return markdown;
    }
    if (markdown.length() > MAX_PARSED) {
      return inMarkdown(markdown.substring(0, MAX_PARSED)) + markdown.substring(MAX_PARSED);
    }
    var out = new StringBuilder(markdown.length());
    int at = 0;
    for (LiteralSpan literal : LiteralSpan.in(markdown)) {
      out.append(inProse(markdown, at, literal.start()));
      out.append(markdown, literal.start(), literal.end());
      at = literal.end();
    }
    return out.append(inProse(markdown, at, markdown.length())).toString();
  }

  /** The emoji of a name without colons, such as {@code tada} or {@code +1::skin-tone-2}. */
  public static Optional<String> named(String name) {
    Matcher shortcode = SHORTCODE.matcher(':' + name + ':');
    return shortcode.matches()
        ? Optional.ofNullable(emoji(shortcode.group(1), shortcode.group(2)))
        : Optional.empty();
  }

  private static boolean mayHaveAny(String text) {
    int colon = text.indexOf(':');
    return colon >= 0 && text.indexOf(':', colon + 1) > 0;
  }

  private static String inProse(String text, int from, int to) {
    var out = new StringBuilder(to - from);
    Matcher address = ADDRESS.matcher(text).region(from, to).useTransparentBounds(true);
    int at = from;
    while (address.find()) {
      out.append(replaced(text, at, address.start())).append(address.group());
      at = address.end();
    }
    return out.append(replaced(text, at, to)).toString();
  }

  private static String replaced(String text, int from, int to) {
    var out = new StringBuilder(to - from);
    Matcher found = SHORTCODE.matcher(text).region(from, to);
    int at = from;
    int search = from;
    while (search < to && found.region(search, to).find()) {
      boolean isNext = found.start() == at && at > from;
      String emoji = isApart(text, found, isNext) ? emoji(found.group(1), found.group(2)) : null;
      if (emoji == null) {
        // The closing colon may open the next shortcode.
        search = found.end(1);
      } else {
        out.append(text, at, found.start()).append(emoji);
        at = found.end();
        search = at;
      }
    }
    return out.append(text, at, to).toString();
  }

  /**
   * Whether a shortcode is more than a part of a word. Beside a letter, a digit or another colon
   * only a name with an underscore counts, since names such as {@code key} and {@code id} occur by
   * chance.
   *
   * @param isNext whether the shortcode follows another one immediately
   */
  private static boolean isApart(String text, Matcher found, boolean isNext) {
    boolean begins = isNext || begins(text, found.start());
    boolean escaped = !isNext && Letters.before(text, found.start()) == '\\';
    return !escaped && (begins && ends(text, found.end()) || found.group(1).indexOf('_') >= 0);
  }

  private static boolean begins(String text, int at) {
    int before = Letters.before(text, at);
    int last = before == ':' ? Letters.before(text, at - 1) : before;
    return last != ':' && !isWord(last);
  }

  private static boolean ends(String text, int at) {
    int after = Letters.at(text, at);
    return after == ':'
        ? Letters.isSpace(Letters.at(text, at + 1))
            || SHORTCODE.matcher(text).region(at, text.length()).lookingAt()
        : !isWord(after);
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c) && c < CJK;
  }

  private static String emoji(String name, String tone) {
    if (tone != null) {
      String toned = EmojiTable.get(':' + name + "::" + tone + ':');
      return toned == null ? EmojiTable.get(':' + name + ':') : toned;
    }
    String emoji = EmojiTable.get(':' + name + ':');
    if (emoji != null || !name.contains("tone")) {
      return emoji;
    }
    Matcher toned = TONED.matcher(name);
    if (!toned.matches()) {
      return null;
    }
    String number =
        toned.group(2) == null
            ? TONES.get(toned.group(3))
            : String.valueOf(Integer.parseInt(toned.group(2)) + 1);
    return EmojiTable.get(':' + toned.group(1) + "::skin-tone-" + number + ':');
  }
}
