package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;

/**
 * Writes values in the author's inline code as they are, on one line and with other quotes in place
 * of backticks; code of nothing is dropped. Code in doubt is taken for text, where values are
 * escaped: code that goes over a line or a cell, and all code of a paragraph after a backtick or an
 * angle bracket without an end.
 */
final class InlineCode {
  private final Skeleton skeleton;
  private final String text;
  private boolean doubtful;
  private boolean everDoubtful;

  InlineCode(Skeleton skeleton) {
    this.skeleton = skeleton;
    this.text = skeleton.text();
  }

  /** Forgets what was not closed before. */
  void startParagraph() {
    doubtful = false;
  }

  /** Takes all code that follows in the paragraph for text. */
  void doubt() {
    doubtful = true;
    everDoubtful = true;
  }

  /** Whether some code may have been taken for text. */
  boolean isEverInDoubt() {
    return everDoubtful;
  }

  /**
   * Reads inline code that starts at a backtick of the author's.
   *
   * @return the index after the code, or after the backticks if they start none
   */
  int read(int from, int lineEnd) {
    int after = runEnd(from, lineEnd);
    int length = after - from;
    for (int i = after; i < lineEnd && !doubtful; i++) {
      if (skeleton.is(i, '|')) {
        break;
      }
      if (skeleton.is(i, '`')) {
        int end = runEnd(i, lineEnd);
        if (end - i == length) {
          write(from, after, i, end);
          return end;
        }
        i = end - 1;
      }
    }
    doubt();
    return after;
  }

  private int runEnd(int from, int lineEnd) {
    int end = from;
    while (end < lineEnd && skeleton.is(end, '`')) {
      end++;
    }
    return end;
  }

  private void write(int open, int start, int close, int end) {
    if (!skeleton.hasValue(start, close)) {
      return;
    }
    String fence = text.substring(open, start);
    String code = code(start, close);
    if (!code.isBlank()) {
      skeleton.replace(open, end, fence + code + fence);
    } else if (skeleton.mayVanish(open, end)) {
      skeleton.replace(open, end, "");
    } else {
      skeleton.replace(open, end, fence + " " + fence);
    }
  }

  /** The author's backticks are those of other lengths, and stay. */
  private String code(int start, int close) {
    var out = new StringBuilder();
    for (int i = start; i < close; i++) {
      String value = skeleton.valueAt(i);
      if (value == null) {
        out.append(text.charAt(i));
      } else {
        out.append(Values.unified(value).replace('\n', ' ').replace('`', '\''));
      }
    }
    return out.toString();
  }
}
