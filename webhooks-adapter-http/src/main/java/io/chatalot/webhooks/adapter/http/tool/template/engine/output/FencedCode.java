package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes values in the author's blocks of code as they are. A fence becomes longer than all runs of
 * its character in the block, and each line of a value gets the quote marks or the indentation of
 * the block. A fence in doubt is taken for text, where values are escaped.
 */
final class FencedCode {
  private static final Pattern OPEN =
      Pattern.compile("((?: {0,3}>)*+(?: {0,3}+|- |\\* ))(`{3,}+(?=[^`]*+$)|~{3,}+)");

  /** A line that may start a block of code in some list or in some depth. */
  private static final Pattern DOUBTFUL =
      Pattern.compile("(?:[\\s>+*.)\uFFFC-]|[0-9])*+(?:```|~~~)");

  private final Skeleton skeleton;
  private final String text;

  FencedCode(Skeleton skeleton) {
    this.skeleton = skeleton;
    this.text = skeleton.text();
  }

  /**
   * Reads a block that may start at a line.
   *
   * @return the start of the line after the block; the same line if none starts there; -1 if it
   *     cannot be told where a block starts or ends
   */
  int read(int line) {
    int lineEnd = lineEnd(line);
    Matcher open = OPEN.matcher(text).region(line, lineEnd);
    if (!open.lookingAt() || skeleton.hasValue(line, open.end())) {
      Matcher doubtful = DOUBTFUL.matcher(text).region(line, lineEnd);
      return doubtful.lookingAt() && skeleton.isNothing(line, doubtful.end()) ? -1 : line;
    }
    String prefix = prefix(open);
    for (int at = next(lineEnd); at < text.length(); at = next(lineEnd(at))) {
      int inside = inside(at, prefix);
      if (inside < 0) {
        return prefix.indexOf('>') < 0 ? -1 : leave(open, at, at);
      }
      if (isFence(inside, open.group(2))) {
        int indentation = firstBut(' ', inside) - (prefix.indexOf('>') < 0 ? at : inside);
        if (indentation <= 3) {
          return leave(open, at, next(lineEnd(at)));
        }
        if (prefix.indexOf('>') < 0) {
          return -1;
        }
      }
    }
    return leave(open, text.length(), text.length());
  }

  private static String prefix(Matcher open) {
    return open.group(1).replace('-', ' ').replace('*', ' ');
  }

  private int leave(Matcher open, int closing, int after) {
    if (skeleton.hasValue(open.start(), closing)) {
      write(open, closing, after);
    }
    return after;
  }

  private void write(Matcher open, int closing, int after) {
    String prefix = prefix(open);
    char mark = open.group(2).charAt(0);
    int infoEnd = lineEnd(open.end());
    int body = Math.min(closing, next(infoEnd));
    String info = oneLine(skeleton.filled(open.end(), infoEnd)).replace(mark, '\'');
    String code = Values.unified(skeleton.filled(body, closing));
    int length = Math.max(open.group(2).length(), longestRun(code, mark) + 1);
    String fence = String.valueOf(mark).repeat(length);
    var out = new StringBuilder(open.group(1)).append(fence).append(info);
    out.append(text, infoEnd, body);
    indent(body, closing, prefix, out);
    if (closing < text.length() && closing < after) {
      out.append(prefix).append(fence);
      out.append(text, lineEnd(closing), after);
    }
    skeleton.replace(open.start(), after, out.toString());
  }

  private void indent(int body, int closing, String prefix, StringBuilder out) {
    for (int i = body; i < closing; i++) {
      String value = skeleton.valueAt(i);
      if (value == null) {
        out.append(text.charAt(i));
      } else {
        if (prefix.length() > MarkdownOutput.MAX_PREFIX) {
          out.append(oneLine(value));
        } else {
          out.append(Values.unified(value).replace("\n", "\n" + prefix));
        }
        MarkdownOutput.requireRoom(out);
      }
    }
  }

  private static String oneLine(String value) {
    return Values.unified(value).replace('\n', ' ');
  }

  private static int longestRun(String code, char mark) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == mark ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * The index after the quote marks or the indentation of the block in a line; -1 if the line does
   * not belong to the block.
   */
  private int inside(int line, String prefix) {
    int marks = (int) prefix.chars().filter(c -> c == '>').count();
    int at = line;
    if (marks == 0) {
      at = Math.min(firstBut(' ', line), line + prefix.length());
      return at == line + prefix.length() || at == lineEnd(line) ? at : -1;
    }
    for (; marks > 0; marks--) {
      int mark = firstBut(' ', at);
      if (!skeleton.is(mark, '>') || mark - at > 3) {
        return -1;
      }
      at = skeleton.is(mark + 1, ' ') ? mark + 2 : mark + 1;
    }
    return at;
  }

  /** Whether the rest of a line is a fence that can end the block, with any indentation. */
  private boolean isFence(int inside, String fence) {
    int from = firstBut(' ', inside);
    int to = firstBut(fence.charAt(0), from);
    return to - from >= fence.length()
        && !skeleton.hasValue(to, lineEnd(to))
        && text.substring(to, lineEnd(to)).isBlank();
  }

  private int firstBut(char c, int from) {
    int at = from;
    while (skeleton.is(at, c)) {
      at++;
    }
    return at;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', Math.min(from, text.length()));
    return end < 0 ? text.length() : end;
  }

  private int next(int lineEnd) {
    return Math.min(text.length(), lineEnd + 1);
  }
}
