package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Addresses;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import java.util.Arrays;
import java.util.regex.Matcher;

/** Converts one line of mrkdwn, without a leading list or quote marker, or the label of a link. */
final class MrkdwnLine {
  private static final String MARKS = "*_~";

  private final String line;
  private final Mrkdwn mode;
  private final boolean isLabel;

  /** For each place, the end of the code, token or address that begins there; 0 if none begins. */
  private final int[] skip;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder text = new StringBuilder();

  private MrkdwnLine(String line, Mrkdwn mode, boolean isLabel) {
    this.line = line;
    this.mode = mode;
    this.isLabel = isLabel;
    this.skip = skips();
  }

  static String markdown(String line, Mrkdwn mode) {
    if (mode == Mrkdwn.PLAIN) {
      return Escape.line(Shortcodes.inText(SlackToken.decoded(line)));
    }
    var converted = new MrkdwnLine(line, mode, false);
    converted.convert(0, line.length(), "");
    converted.flush(Letters.EDGE);
    return Escape.lineStart(converted.out.toString());
  }

  /**
   * Converts the label of a link, or another text within markup.
   *
   * @param open the marks around it
   */
  static String label(String text, Mrkdwn mode, String open) {
    String label = text.strip().replaceAll("\\s+", " ");
    var converted = new MrkdwnLine(label, mode, true);
    converted.convert(0, label.length(), open);
    converted.flush(Letters.MARKUP);
    return converted.out.toString();
  }

  private int[] skips() {
    var ends = new int[line.length()];
    boolean code = mode == Mrkdwn.FORMATTED;
    Matcher address = Addresses.IN_TEXT.matcher(line);
    for (int i = 0; i < line.length(); i = Math.max(i + 1, ends[i])) {
      char c = line.charAt(i);
      if (c == '<') {
        ends[i] = Math.max(0, SlackToken.end(line, i));
      } else if (isAddress(address, i)) {
        ends[i] = address.end();
      } else if (c == '`' && code) {
        int close = line.indexOf('`', i + 1);
        code = close >= 0;
        ends[i] = close > i + 1 ? close + 1 : 0;
      }
    }
    return ends;
  }

  private boolean isAddress(Matcher address, int at) {
    return Character.toLowerCase(line.charAt(at)) == 'h'
        && !Character.isLetterOrDigit(Letters.before(line, at))
        && address.region(at, line.length()).lookingAt();
  }

  /**
   * Converts a part of the line.
   *
   * @param open the marks around the part, which cannot open again inside it
   */
  private void convert(int from, int to, String open) {
    var unclosed = new boolean[MARKS.length()];
    Arrays.fill(unclosed, mode != Mrkdwn.FORMATTED);
    int i = from;
    while (i < to) {
      char c = line.charAt(i);
      int mark = MARKS.indexOf(c);
      if (skip[i] > 0 && c != '<' && c != '`') {
        text.append(SlackToken.decoded(line.substring(i, skip[i])));
        i = skip[i];
      } else if (skip[i] > 0) {
        flush(Letters.MARKUP);
        out.append(c == '`' ? code(i) : token(line.substring(i + 1, skip[i] - 1), open));
        i = skip[i];
      } else if (mark >= 0 && !unclosed[mark] && open.indexOf(c) < 0 && opens(i)) {
        int close = close(c, i + 2, to);
        unclosed[mark] = close < 0;
        if (close < 0) {
          text.append(c);
          i++;
        } else {
          i = emphasis(i, close, open);
        }
      } else if (c == '&') {
        int end = i + entityLength(i);
        text.append(SlackToken.decoded(line.substring(i, end)));
        i = end;
      } else {
        text.append(c);
        i++;
      }
    }
  }

  private int entityLength(int at) {
    if (line.startsWith("&amp;", at)) {
      return 5;
    }
    return line.startsWith("&lt;", at) || line.startsWith("&gt;", at) ? 4 : 1;
  }

  /** Converts a part between two marks, and returns the end of the second one. */
  private int emphasis(int opening, int closing, String open) {
    var marks = new MrkdwnMarks(line, opening, closing);
    mark(marks.opening());
    convert(marks.contentStart(), closing, open + line.charAt(opening));
    mark(marks.closing());
    return marks.end();
  }

  private void mark(String mark) {
    text.setLength(MrkdwnMarks.withoutJoiners(text, text.length()));
    flush(Letters.MARKUP);
    out.append(mark);
  }

  private boolean opens(int at) {
    int before = MrkdwnMarks.beside(Letters.before(line, at));
    int after = Letters.at(line, at + 1);
    return !Character.isLetterOrDigit(before)
        && before != line.charAt(at)
        && after != line.charAt(at)
        && Letters.opens(before, after);
  }

  private int close(char mark, int from, int to) {
    for (int i = from - 1; i < to; i = Math.max(i + 1, skip[i])) {
      if (i >= from && line.charAt(i) == mark) {
        int before = Letters.before(line, i);
        int after = MrkdwnMarks.beside(Letters.at(line, i + 1));
        if (!Character.isLetterOrDigit(after)
            && before != mark
            && after != mark
            && Letters.closes(before, after)
            && MrkdwnMarks.withoutJoiners(line, i) >= from) {
          return i;
        }
      }
    }
    return -1;
  }

  private String code(int from) {
    return '`' + Mrkdwn.code(line.substring(from + 1, skip[from] - 1)) + '`';
  }

  private String token(String inner, String open) {
    return SlackToken.markdown(inner, label -> label(label, mode, open));
  }

  private void flush(int after) {
    int before = out.isEmpty() && !isLabel ? Letters.EDGE : Letters.MARKUP;
    out.append(Escape.inline(Shortcodes.inText(text.toString()), before, after, isLabel));
    text.setLength(0);
  }
}
