package io.chatalot.webhooks.application.markdown;

import java.lang.Character.UnicodeScript;
import org.commonmark.text.Characters;

/**
 * Markdown whose emphasis beside the punctuation of Chinese, Japanese and Korean is emphasis. By
 * CommonMark's rule of flanking, made for languages that set spaces, the second mark of {@code
 * **警告。**磁盘} closes nothing. So a character is set beside such a mark by which it opens and closes,
 * one that the message doesn't have, and is taken out again when all is rendered.
 */
final class CjkEmphasis {
  /** Punctuation that hardly any text has (the block Supplemental Punctuation). */
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

  /** What is to be parsed. */
  String markdown() {
    return markdown;
  }

  /** The HTML of it, without the marks. */
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

  /** The end of a run of marks of emphasis; underscores mean nothing within a word anyway. */
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
