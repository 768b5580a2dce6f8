package io.chatalot.webhooks.application.markdown;

import java.lang.Character.UnicodeScript;
import org.commonmark.text.Characters;

/**
 * Makes emphasis work beside the punctuation of Chinese, Japanese and Korean. By CommonMark's rule
 * of flanking, made for languages with spaces, the second mark of {@code **警告。**磁盘} closes nothing.
 * This class inserts a character beside such a mark, so that the mark opens and closes, and removes
 * the character from the HTML. The message does not contain that character.
 */
final class CjkEmphasis {
  /** Punctuation that hardly occurs in texts (the block Supplemental Punctuation). */
  private static final char FIRST = '\u2E00';

  private static final char LAST = '\u2E2E';

  private static final String NONE = "";

  private final String markdown;
  private final String mark;

  private CjkEmphasis(String markdown, String mark) {
    this.markdown = markdown;
    this.mark = mark;
  }

  static CjkEmphasis in(String source) {
    if (source.codePoints().noneMatch(CjkEmphasis::isWide)) {
      return new CjkEmphasis(source, NONE);
    }
    for (char mark = FIRST; mark <= LAST; mark++) {
      if (source.indexOf(mark) < 0) {
        return new CjkEmphasis(marked(source, mark), String.valueOf(mark));
      }
    }
    return new CjkEmphasis(source, NONE);
  }

  /** The Markdown for the parser. */
  String markdown() {
    return markdown;
  }

  /** The HTML without the inserted characters. */
  String removeFrom(String html) {
    return mark.isEmpty() ? html : html.replace(mark, NONE);
  }

  private static String marked(String source, char mark) {
    var marked = new StringBuilder(source.length() + 16);
    int at = 0;
    while (at < source.length()) {
      int end = runEnd(source, at);
      if (end == at) {
        marked.append(source.charAt(at++));
        continue;
      }
      int before = at == 0 ? '\n' : source.codePointBefore(at);
      int after = end == source.length() ? '\n' : source.codePointAt(end);
      boolean closes = isMisread(before, after);
      marked.append(isMisread(after, before) ? String.valueOf(mark) : NONE);
      marked.append(source, at, end).append(closes ? String.valueOf(mark) : NONE);
      at = end;
    }
    return marked.toString();
  }

  /** The end of a run of emphasis marks; underscores within a word never open or close. */
  private static int runEnd(String source, int at) {
    char c = source.charAt(at);
    int end = at;
    while ((c == '*' || c == '~') && end < source.length() && source.charAt(end) == c) {
      end++;
    }
    return end;
  }

  private static boolean isMisread(int punctuation, int letter) {
    return Characters.isPunctuationCodePoint(punctuation)
        && !Characters.isPunctuationCodePoint(letter)
        && !Characters.isWhitespaceCodePoint(letter)
        && (isWide(punctuation) || isWide(letter));
  }

  private static boolean isWide(int c) {
    if (c < 0x1100) {
      return false;
    }
    return isWidePunctuation(c)
        || switch (UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
          default -> false;
        };
  }

  /**
   * The blocks CJK Symbols and Punctuation, Vertical Forms, CJK Compatibility Forms, Small Form
   * Variants, and Halfwidth and Fullwidth Forms.
   */
  private static boolean isWidePunctuation(int c) {
    return c >= 0x3000 && c <= 0x303F
        || c >= 0xFE10 && c <= 0xFE1F
        || c >= 0xFE30 && c <= 0xFE6F
        || c >= 0xFF00 && c <= 0xFFEF;
  }
}
