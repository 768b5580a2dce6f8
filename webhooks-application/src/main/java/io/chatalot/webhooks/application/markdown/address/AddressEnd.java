package io.chatalot.webhooks.application.markdown.address;

import io.chatalot.webhooks.domain.Invisible;
import java.util.ArrayDeque;
import java.util.Set;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Finds the end of a bare address by GitHub's rules (GFM, "extended autolink path validation"),
 * with two differences. A closing emphasis mark belongs to the address if the opening mark does
 * ({@code https://ex.com/__init__}). And the address also ends at quotes, at an unpaired bracket,
 * at a bracket of a link that follows, at HTML escapes, and at the punctuation of languages that
 * write no spaces.
 */
final class AddressEnd {
  /** Characters that end an address without belonging to the address. */
  private static final String TRAILING = "?!.,:;*_~'…\\";

  private static final String QUOTES = "\"`<>|«»‘’‚“”„";

  /** The HTML escapes of characters that end an address. */
  private static final Set<String> ESCAPES =
      Set.of("&lt;", "&#60;", "&gt;", "&#62;", "&quot;", "&#34;", "&#39;", "&apos;");

  private static final int LONGEST_ESCAPE = 6;

  /** In UTF-16 units: without this bound on paired brackets, the time would be quadratic. */
  private static final int MAX_IN_BRACKETS = 100;

  private AddressEnd() {}

  /**
   * Moves the scanner from the beginning of an address, or from behind its scheme, to its end.
   *
   * @param before the character before the address; the same mark at the end belongs to the text
   * @return whether the address has any characters
   */
  static boolean readTo(Scanner scanner, int before) {
    Position start = scanner.position();
    int length = lengthWithout(readAll(scanner), before);
    scanner.setPosition(start);
    for (int i = 0; i < length; i++) {
      scanner.next();
    }
    return length > 0;
  }

  /** Reads all characters that may belong to the address. */
  private static StringBuilder readAll(Scanner scanner) {
    var read = new StringBuilder();
    var brackets = new ArrayDeque<Integer>();
    while (!is(scanner.peek())
        && (brackets.isEmpty() || read.length() - brackets.getLast() <= MAX_IN_BRACKETS)) {
      char c = scanner.peek();
      if (c == ']' && brackets.isEmpty()) {
        return read;
      }
      scanner.next();
      read.append(c);
      if (c == '[') {
        brackets.push(read.length() - 1);
      } else if (c == ']') {
        int opening = brackets.pop();
        if (destinationFollows(scanner)) {
          read.setLength(opening);
          return read;
        }
      } else if (c == ';' && endsWithEscape(read)) {
        read.setLength(read.lastIndexOf("&"));
        return read;
      }
    }
    if (!brackets.isEmpty()) {
      read.setLength(brackets.getLast());
    }
    return read;
  }

  /** Whether the preceding brackets belong to a link, which ends the address before them. */
  private static boolean destinationFollows(Scanner scanner) {
    Position here = scanner.position();
    var ahead = new StringBuilder();
    if (scanner.next('(')) {
      scanner.whitespace();
      scanner.next('<');
      for (int i = 0; i < Linkable.LONGEST_START && scanner.hasNext(); i++) {
        ahead.append(scanner.peek());
        scanner.next();
      }
    }
    scanner.setPosition(here);
    return Linkable.is(ahead.toString());
  }

  private static boolean endsWithEscape(StringBuilder read) {
    int start = read.indexOf("&", read.length() - LONGEST_ESCAPE);
    return start >= 0 && ESCAPES.contains(read.substring(start));
  }

  /** The length of the address without the characters that belong to the text around it. */
  private static int lengthWithout(CharSequence read, int before) {
    int end = read.length();
    int closing = excess(read, '(', ')');
    int braces = excess(read, '{', '}');
    String marks = "";
    for (; end > 0; end--) {
      char c = read.charAt(end - 1);
      if (c == ')' && closing > 0) {
        closing--;
      } else if (c == '}' && braces > 0) {
        braces--;
      } else if (c == ';') {
        end = withoutEntity(read, end);
      } else if (TRAILING.indexOf(c) < 0) {
        break;
      } else if (AddressMarks.isMark(c) && marks.indexOf(c) < 0) {
        // Checked once for each kind of mark; checking every mark would take quadratic time.
        marks += c;
        if (c != before && AddressMarks.areOwnAt(read, end)) {
          return end;
        }
      }
    }
    return end;
  }

  private static int excess(CharSequence read, char opening, char closing) {
    int excess = 0;
    for (int i = 0; i < read.length(); i++) {
      char c = read.charAt(i);
      excess += c == closing ? 1 : c == opening ? -1 : 0;
    }
    return excess;
  }

  /** The start of the removed part: the whole entity, or else the semicolon alone. */
  private static int withoutEntity(CharSequence read, int end) {
    int start = end - 1;
    while (start > 0 && isOfEntity(read.charAt(start - 1))) {
      start--;
    }
    return start > 0 && start < end - 1 && read.charAt(start - 1) == '&' ? start : end;
  }

  private static boolean isOfEntity(char c) {
    return c == '#' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /** Whether a character always ends an address. */
  static boolean is(char c) {
    return c == Scanner.END
        || QUOTES.indexOf(c) >= 0
        || c != '\u200C' && c != '\u200D' && Invisible.is(c)
        || isWidePunctuation(c);
  }

  /** In the blocks CJK Symbols and Punctuation, and Halfwidth and Fullwidth Forms. */
  private static boolean isWidePunctuation(char c) {
    return c >= '\u3001' && c <= '\u3003'
        || c >= '\u3008' && c <= '\u3011'
        || c >= '\u3014' && c <= '\u301F'
        || c >= '\uFF01' && c <= '\uFF0F'
        || c >= '\uFF1A' && c <= '\uFF20'
        || c >= '\uFF3B' && c <= '\uFF40'
        || c >= '\uFF5B' && c <= '\uFF65';
  }
}
