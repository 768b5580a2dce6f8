package io.chatalot.webhooks.application.markdown.address;

import io.chatalot.webhooks.domain.Invisible;
import java.util.ArrayDeque;
import java.util.Set;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Where a bare address ends: GitHub's rules (GFM, "extended autolink path validation"), but that a
 * mark of emphasis belongs to it whose opening does ({@code https://ex.com/__init__}), and besides
 * at quotes, at a bracket that has no other in the address, or belongs to a link behind it, at the
 * escapes of HTML, and at the punctuation of languages that set no spaces.
 */
final class AddressEnd {
  /** Not a part of an address that they end. */
  private static final String TRAILING = "?!.,:;*_~'…\\";

  private static final String QUOTES = "\"`<>|«»‘’‚“”„";

  /** Of the characters that end an address. */
  private static final Set<String> ESCAPES =
      Set.of("&lt;", "&#60;", "&gt;", "&#62;", "&quot;", "&#34;", "&#39;", "&apos;");

  private static final int LONGEST_ESCAPE = 6;

  /** In UTF-16 units: brackets that are further apart are not looked for, or would be for ever. */
  private static final int MAX_IN_BRACKETS = 100;

  private AddressEnd() {}

  /**
   * Moves the scanner from the beginning of an address, or from behind its scheme, to its end.
   *
   * @param before the character before the address, whose mark belongs to the text around it
   * @return whether there is anything of it
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

  /** All that may belong to it. */
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

  /** Whether the brackets before are those of a link, which then begins behind the address. */
  private static boolean destinationFollows(Scanner scanner) {
    Position here = scanner.position();
    var ahead = new StringBuilder();
    if (scanner.next('(')) {
      scanner.whitespace();
      scanner.next('<');
      for (int i = 0; i < Linkable.LONGEST_SCHEME && scanner.hasNext(); i++) {
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

  /** The length of the address without what belongs to the text around it. */
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
        // Looked for once of each kind, or many in a row would take the square of the time.
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

  /** The place of the last character of what goes: of an entity all, otherwise a semicolon. */
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

  /** Whether no address goes on with a character. */
  static boolean is(char c) {
    return c == Scanner.END
        || QUOTES.indexOf(c) >= 0
        || c != '\u200C' && c != '\u200D' && Invisible.is(c)
        || isWidePunctuation(c);
  }

  /** Of the blocks CJK Symbols and Punctuation, and Halfwidth and Fullwidth Forms. */
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
