package io.chatalot.webhooks.adapter.http.tool.template.engine;

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
   *     cannot be told where the block ends
   */
  int read(int line) {
    int lineEnd = lineEnd(line);
    Matcher open = OPEN.matcher(text).region(line, lineEnd);
    if (!open.lookingAt() || skeleton.hasValue(line, open.end())) {
      return line;
    }
    String prefix = open.group(1).replace('-', ' ').replace('*', ' ');
    String fence = open.group(2);
    int end = Math.min(text.length(), next(lineEnd));
    while (end < text.length() && !closes(end, prefix, fence)) {
      if (!continues(end, prefix)) {
        return prefix.indexOf('>') < 0 ? -1 : leave(line, open, end, end);
      }
      end = Math.min(text.length(), next(lineEnd(end)));
    }
    return leave(line, open, end, Math.min(text.length(), next(lineEnd(end))));
  }

  private int leave(int line, Matcher open, int closing, int after) {
    if (skeleton.hasValue(line, closing)) {
      write(open, closing, after);
    }
    return after;
  }

  private void write(Matcher open, int closing, int after) {
    String prefix = open.group(1).replace('-', ' ').replace('*', ' ');
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

  /** Whether a line belongs to the block by its quote marks and its indentation. */
  private boolean continues(int line, String prefix) {
    if (prefix.indexOf('>') < 0) {
      int at = line;
      while (at < line + prefix.length() && skeleton.is(at, ' ')) {
        at++;
      }
      return at == line + prefix.length() || at == lineEnd(line);
    }
    long marks = prefix.chars().filter(c -> c == '>').count();
    int at = line;
    while (marks > 0 && (skeleton.is(at, ' ') || skeleton.is(at, '>'))) {
      marks -= text.charAt(at) == '>' ? 1 : 0;
      at++;
    }
    return marks == 0;
  }

  private boolean closes(int line, String prefix, String fence) {
    int end = lineEnd(line);
    if (!continues(line, prefix) || skeleton.hasValue(line, end)) {
      return false;
    }
    String content = text.substring(line, end).strip();
    int at = 0;
    while (at < content.length() && (content.charAt(at) == '>' || content.charAt(at) == ' ')) {
      at++;
    }
    String run = content.substring(at);
    return run.length() >= fence.length() && run.chars().allMatch(c -> c == fence.charAt(0));
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', Math.min(from, text.length()));
    return end < 0 ? text.length() : end;
  }

  private static int next(int lineEnd) {
    return lineEnd + 1;
  }
}
