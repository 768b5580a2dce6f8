package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.adapter.http.tool.markdown.CutScan.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs the {@code *}, {@code _} and {@code ~} that open and close emphasis (CommonMark, 6.2). */
final class CutMarks {
  private final String text;
  private final List<Run> openers = new ArrayList<>();
  private final List<Span> pairs = new ArrayList<>();

  /**
   * For each kind of closing mark, the place before which no opening mark matches (CommonMark's
   * {@code openers_bottom}).
   */
  private final Map<String, Integer> bottoms = new HashMap<>();

  CutMarks(String text) {
    this.text = text;
  }

  List<Span> pairs() {
    return pairs;
  }

  /** Removes the marks inside a link, which is cut as a whole. */
  void forgetFrom(int start) {
    while (!openers.isEmpty() && last(openers).end > start) {
      openers.remove(openers.size() - 1);
    }
    while (!pairs.isEmpty() && last(pairs).end() > start) {
      pairs.remove(pairs.size() - 1);
    }
  }

  /** Reads a run of one mark, and returns its end. */
  int run(int from, int to) {
    char mark = text.charAt(from);
    int end = from;
    while (end < to && text.charAt(end) == mark) {
      end++;
    }
    int before = Letters.before(text, from);
    int after = end == to ? Letters.EDGE : Letters.at(text, end);
    boolean left = Letters.opens(before, after);
    boolean right = Letters.closes(before, after);
    boolean word = mark == '_';
    boolean opens = left && (!word || !right || Letters.isPunctuation(before));
    boolean closes = right && (!word || !left || Letters.isPunctuation(after));
    var run = new Run(mark, from, end, opens && closes);
    if (closes) {
      close(run);
    }
    if (opens && run.length() > 0) {
      openers.add(run);
    }
    return end;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private void close(Run closer) {
    int bottom = bottoms.getOrDefault(closer.kind(), 0);
    for (int i = openers.size() - 1; i >= 0 && closer.length() > 0; i--) {
      Run opener = openers.get(i);
      if (opener.start < bottom) {
        break;
      }
      while (opener.mark == closer.mark && opener.length() > 0 && opener.pairs(closer)) {
        int width = opener.width(closer);
        openers.subList(i + 1, openers.size()).clear();
        pairs.add(
            new Span(
                opener.end - width,
                opener.end,
                closer.start,
                closer.start + width,
                text.substring(closer.start, closer.start + width)));
        opener.end -= width;
        closer.start += width;
      }
      if (opener.length() == 0) {
        openers.remove(i);
      }
    }
    if (closer.length() > 0) {
      bottoms.put(closer.kind(), closer.start);
    }
  }

  private static final class Run {
    private final char mark;
    private final int original;
    private final boolean both;
    private int start;
    private int end;

    Run(char mark, int start, int end, boolean both) {
      this.mark = mark;
      this.start = start;
      this.end = end;
      this.original = end - start;
      this.both = both;
    }

    String kind() {
      return mark + (both ? "b" : "c") + (mark == '~' ? length() : original % 3);
    }

    int length() {
      return end - start;
    }

    boolean pairs(Run closer) {
      if (closer.length() == 0) {
        return false;
      }
      if (mark == '~') {
        return length() == closer.length() && length() <= 2;
      }
      boolean odd = (original + closer.original) % 3 == 0;
      return !((both || closer.both) && odd) || original % 3 == 0 && closer.original % 3 == 0;
    }

    int width(Run closer) {
      return Math.min(2, Math.min(length(), closer.length()));
    }
  }
}
