package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes text for Markdown with as few backslashes as possible: {@code snake_case}, {@code 2 * 3}
 * and {@code [done]} stay unchanged.
 */
public final class Escape {
  /** An entity or a character reference (CommonMark, 6.2 "Entity references"). */
  static final Pattern ENTITY = Pattern.compile("&#?[0-9A-Za-z]{1,32};");

  /**
   * The beginning of a heading, a quote, a list with plus signs, a rule, an underlining or the
   * second row of a table.
   */
  private static final Pattern BLOCK =
      Pattern.compile(
          "#{1,6}(?=\\s|$)|>|\\+(?=\\s|$)|=++\\s*+$|\\*[*\\s]*+$|_[_\\s]*+$|[-:|][-:|\\s]*+$");

  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})([.)])(?=\\s|$)");

  private Escape() {}

  /** Escapes a whole line, or the beginning of a line. */
  public static String line(String text) {
    return lineStart(inline(text, Letters.EDGE, Letters.EDGE, false));
  }

  /** Escapes the label of a link. */
  public static String label(String text) {
    return inline(text.strip().replaceAll("\\s+", " "), Letters.MARKUP, Letters.MARKUP, true);
  }

  /** Keeps a line with finished inline markup from starting a block. */
  public static String lineStart(String line) {
    if (BLOCK.matcher(line).lookingAt()) {
      return '\\' + line;
    }
    Matcher number = NUMBER.matcher(line);
    return number.lookingAt() ? number.group(1) + '\\' + line.substring(number.end(1)) : line;
  }

  /**
   * Escapes a part of a line.
   *
   * @param before the character before the part, or {@link Letters#EDGE} or {@link Letters#MARKUP}
   * @param after the character after the part, or one of the same constants
   * @param brackets whether all brackets are escaped
   */
  public static String inline(String text, int before, int after, boolean brackets) {
    var out = new StringBuilder(text.length() + 16);
    int runEnd = 0;
    boolean runStands = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int last = i == 0 ? before : Letters.before(text, i);
      int next = i + 1 == text.length() ? after : Letters.at(text, i + 1);
      boolean means =
          switch (c) {
            case '\\' ->
                next == Letters.EDGE || next == Letters.MARKUP || Letters.isAsciiPunctuation(next);
            case '`' -> true;
            case '*' -> !Letters.isSpace(last) || !Letters.isSpace(next);
            case '_' -> {
              if (i >= runEnd) {
                runEnd = runEnd(text, i);
                runStands =
                    stands(last, runEnd == text.length() ? after : Letters.at(text, runEnd));
              }
              yield !runStands;
            }
            case '~' -> !Letters.isSpace(last) || next == '~' || next == Letters.MARKUP;
            case '<' -> !Letters.isSpace(next) && next != '=' && !Character.isDigit(next);
            case '[' -> brackets;
            case ']' -> brackets || next == Letters.MARKUP || "([:".indexOf(next) >= 0;
            case '!' -> next == Letters.MARKUP;
            case '&' -> ENTITY.matcher(text).region(i, text.length()).lookingAt();
            default -> false;
          };
      if (means) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '_') {
      end++;
    }
    return end;
  }

  /** Whether an underscore stays text: inside a word, or between white space. */
  private static boolean stands(int before, int after) {
    return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after)
        || Letters.isSpace(before) && Letters.isSpace(after);
  }
}
