package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a template into the tokens of Pebble's parser, in linear time. A token has the index of
 * its first character in place of a line number, so that each fault of the parser has a column.
 * Pebble's own lexer never ends for some texts, and overflows the stack for others.
 *
 * <p>White space is as in Twig: the line break after a tag or a comment is dropped, that after a
 * value is kept, and a dash inside of a delimiter drops all white space on its side. A line that
 * has nothing but a tag or a comment is dropped with its indentation.
 */
final class Lexer {
  private static final Pattern OPEN = Pattern.compile("\\{(?:\\{|%|#)-?");
  private static final Pattern VERBATIM = Pattern.compile("\\s*+verbatim\\s*+(-?)%\\}");
  private static final Pattern END_VERBATIM =
      Pattern.compile("\\{%(-?)\\s*+endverbatim\\s*+(-?)%\\}");

  private final String template;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** Whether all white space of the text to come is dropped. */
  private boolean trims;

  private Lexer(String template) {
    this.template = template;
  }

  /**
   * @throws Fault if a tag, a text in quotes or a bracket has no end
   */
  static List<Token> tokens(String template) {
    var lexer = new Lexer(template);
    lexer.read();
    return lexer.tokens;
  }

  private void read() {
    Matcher open = OPEN.matcher(template);
    while (at < template.length()) {
      if (!open.find(at)) {
        text(at, template.length());
        break;
      }
      int start = open.start();
      boolean dash = open.end() - start == 3;
      int end = dash ? beforeSpace(start) : start;
      switch (template.charAt(start + 1)) {
        case '{' -> value(end, start, open.end());
        case '%' -> tag(end, start, open.end());
        default -> comment(end, start, open.end());
      }
    }
    tokens.add(new Token(Type.EOF, null, template.length()));
  }

  private void value(int textEnd, int start, int inside) {
    text(at, textEnd);
    tokens.add(new Token(Type.PRINT_START, null, start));
    at = new TagLexer(template, "}}", start, tokens).read(inside);
    tokens.add(new Token(Type.PRINT_END, "}}", at - 2));
    trims = template.charAt(at - 3) == '-';
  }

  private void tag(int textEnd, int start, int inside) {
    Matcher verbatim = VERBATIM.matcher(template).region(inside, template.length());
    if (verbatim.lookingAt()) {
      textBefore(textEnd, start, verbatim.end());
      verbatim(start, verbatim);
      return;
    }
    var inTag = new ArrayList<Token>();
    int end = new TagLexer(template, "%}", start, inTag).read(inside);
    textBefore(textEnd, start, end);
    tokens.add(new Token(Type.EXECUTE_START, null, start));
    tokens.addAll(inTag);
    tokens.add(new Token(Type.EXECUTE_END, "%}", end - 2));
    after(end);
  }

  private void comment(int textEnd, int start, int inside) {
    int end = template.indexOf("#}", inside);
    if (end < 0) {
      throw new Fault(start, "the comment {# has no end #}");
    }
    textBefore(textEnd, start, end + 2);
    after(end + 2);
  }

  private void verbatim(int start, Matcher verbatim) {
    Matcher last = END_VERBATIM.matcher(template);
    if (!last.find(verbatim.end())) {
      throw new Fault(start, "the tag verbatim has no endverbatim");
    }
    trims = !verbatim.group(1).isEmpty();
    int from = trims ? verbatim.end() : afterBreak(verbatim.end());
    text(from, last.group(1).isEmpty() ? last.start() : beforeSpace(last.start()));
    after(last.end());
  }

  /** Adds the text before a tag, without the indentation of a line that has only the tag. */
  private void textBefore(int textEnd, int start, int tagEnd) {
    int end = textEnd;
    if (afterBreak(tagEnd) > tagEnd) {
      int line = start;
      while (line > at && isBlank(template.charAt(line - 1))) {
        line--;
      }
      if (line == 0 || isBreak(template.charAt(line - 1))) {
        end = Math.min(end, line);
      }
    }
    text(at, Math.max(at, end));
  }

  private void after(int end) {
    trims = template.charAt(end - 3) == '-';
    at = afterBreak(end);
  }

  private void text(int from, int to) {
    int start = from;
    while (trims && start < to && Character.isWhitespace(template.charAt(start))) {
      start++;
    }
    if (start < to) {
      tokens.add(new Token(Type.TEXT, Values.unified(template.substring(start, to)), start));
      trims = false;
    }
  }

  private int beforeSpace(int end) {
    int last = end;
    while (last > at && Character.isWhitespace(template.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  private int afterBreak(int index) {
    if (template.startsWith("\r\n", index)) {
      return index + 2;
    }
    return index < template.length() && isBreak(template.charAt(index)) ? index + 1 : index;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
