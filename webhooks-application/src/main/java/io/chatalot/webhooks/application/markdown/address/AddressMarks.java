package io.chatalot.webhooks.application.markdown.address;

import java.util.ArrayDeque;
import org.commonmark.text.Characters;

/**
 * Decides whether emphasis marks at the end of an address belong to it, because earlier marks of
 * the address open them.
 */
final class AddressMarks {
  private AddressMarks() {}

  static boolean isMark(char c) {
    return c == '*' || c == '_' || c == '~';
  }

  /** Whether the run of marks that ends at a place closes an earlier run. */
  static boolean areOwnAt(CharSequence address, int end) {
    char mark = address.charAt(end - 1);
    int start = end;
    while (start > 0 && address.charAt(start - 1) == mark) {
      start--;
    }
    var open = new ArrayDeque<Integer>();
    int at = 0;
    while (at < start) {
      int from = at;
      while (at < start && address.charAt(at) == mark) {
        at++;
      }
      if (at == from) {
        at++;
      } else if (!open.isEmpty() && !isBound(address, from - 1)) {
        open.pop();
      } else if (isBound(address, from - 1) || mark != '_') {
        open.push(at - from);
      }
    }
    return !open.isEmpty() && open.pop() == end - start;
  }

  /** Whether a word ends at the place; an underscore within a word opens nothing. */
  private static boolean isBound(CharSequence address, int at) {
    return at < 0 || Characters.isPunctuationCodePoint(address.charAt(at));
  }
}
