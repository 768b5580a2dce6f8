package io.chatalot.webhooks.adapter.http.tool.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes code and quotes out of a text, since nothing else is read inside them.
 *
 * @param text the text, with {@link #PLACE} for each piece; a block has a line of its own
 * @param pieces finished Markdown, in the order of their places
 */
record DiscordCode(String text, List<Piece> pieces) {
  /** A character that no text has. */
  static final char PLACE = '\0';

  /**
   * @param isBlock whether the piece is a fence or a quote, and no inline code
   */
  record Piece(String markdown, boolean isBlock) {
    boolean isQuote() {
      return markdown.startsWith(">");
    }
  }

  static DiscordCode in(String text, boolean quoted) {
    var finder = new Finder(text, quoted);
    finder.find();
    return new DiscordCode(finder.out.toString(), finder.pieces);
  }

  private static final class Finder {
    private static final Pattern QUOTE = Pattern.compile("( *)> ");
    private static final Pattern REST = Pattern.compile("( *)>>> ");
    private static final Pattern ITEM = Pattern.compile(" *(?:[-*]|[0-9]{1,9}\\.) +");
    private static final Pattern LANGUAGE = Pattern.compile("[\\w+.#-]{0,40}[ \\t]*\\n");
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final StringBuilder out = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private final String text;
    private final boolean quoted;

    Finder(String text, boolean quoted) {
      this.text = text;
      this.quoted = quoted;
    }

    void find() {
      int at = 0;
      while (at < text.length()) {
        boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
        at = lineStart && !quoted ? quote(at) : line(at);
      }
    }

    /** Takes out the quote that begins with a line, and returns its end. */
    private int quote(int from) {
      Matcher rest = REST.matcher(text).region(from, text.length());
      if (rest.lookingAt()) {
        block(rest.group(1), quote(text.substring(rest.end())));
        return text.length();
      }
      var lines = new ArrayList<String>();
      Matcher mark = QUOTE.matcher(text);
      int at = from;
      while (at < text.length() && mark.region(at, text.length()).lookingAt()) {
        int end = lineEnd(at);
        lines.add(text.substring(mark.end(), end));
        at = Math.min(text.length(), end + 1);
      }
      if (lines.isEmpty()) {
        return line(from);
      }
      mark.region(from, text.length()).lookingAt();
      block(mark.group(1), quote(String.join("\n", lines)));
      if (text.charAt(at - 1) == '\n') {
        out.append('\n');
      }
      return at;
    }

    private static String quote(String inside) {
      return DiscordMarkdown.converted(inside, true)
          .lines()
          .map(line -> line.isEmpty() ? ">" : "> " + line)
          .collect(Collectors.joining("\n"));
    }

    private int lineEnd(int from) {
      int end = text.indexOf('\n', from);
      return end < 0 ? text.length() : end;
    }

    /** Copies a line, and returns the beginning of the next line, or the end of code. */
    private int line(int from) {
      int at = from;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '`') {
          return code(at);
        }
        boolean escape = c == '\\' && at + 1 < text.length();
        if (escape && PUNCTUATION.indexOf(text.charAt(at + 1)) >= 0) {
          out.append(c);
          at++;
        }
        out.append(text.charAt(at));
        at++;
        if (c == '\n') {
          return at;
        }
      }
      return at;
    }

    /** Takes out code, and returns its end. */
    private int code(int start) {
      int opened = start;
      while (opened < text.length() && text.charAt(opened) == '`') {
        opened++;
      }
      String ticks = text.substring(start, opened);
      int closing = closing(ticks, opened);
      int end = closing < 0 ? text.length() : closing + ticks.length();
      String inside = text.substring(opened, closing < 0 ? text.length() : closing);
      String before = out.substring(out.lastIndexOf("\n") + 1);
      if (closing < 0 && (ticks.length() < 3 || !before.isBlank())) {
        out.append(ticks.replace("`", "\\`"));
        return opened;
      }
      if (ticks.length() < 3 || inside.indexOf('\n') < 0 && closing >= 0) {
        out.append(PLACE);
        pieces.add(new Piece(ticks + inside.replace('\n', ' ') + ticks, false));
        return end;
      }
      boolean first = before.isBlank() || ITEM.matcher(before).matches();
      out.append(first ? "" : "\n").append(PLACE);
      pieces.add(new Piece(fence(ticks, inside, first ? before.length() : 0), true));
      if (end < text.length() && text.charAt(end) != '\n') {
        out.append('\n');
      }
      return end;
    }

    private void block(String indent, String markdown) {
      out.append(indent).append(PLACE);
      pieces.add(new Piece(markdown, true));
    }

    /**
     * @param indent the spaces or the marker before the fence; its lines may have as many spaces
     */
    private static String fence(String ticks, String inside, int indent) {
      String code = inside.replaceFirst("\\n[ \\t]*\\z", "");
      if (indent > 0) {
        code = code.replaceAll("\\n {1," + indent + "}", "\n");
      }
      String first = LANGUAGE.matcher(inside).lookingAt() ? "" : "\n";
      return ticks + first + code + '\n' + ticks;
    }

    /**
     * Finds the end of code: a fence ends at the next fence, inline code at an equal number of
     * ticks.
     */
    private int closing(String ticks, int from) {
      int found = text.indexOf(ticks, from);
      while (found >= 0 && ticks.length() < 3) {
        int end = found;
        while (end < text.length() && text.charAt(end) == '`') {
          end++;
        }
        if (end - found == ticks.length()) {
          return found;
        }
        found = text.indexOf(ticks, end);
      }
      return found;
    }
  }
}
