package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.Token.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Splits the inside of a tag or of a value into tokens, and bounds how deep it can nest. */
final class TagLexer {
  /** The most brackets inside of each other. */
  private static final int MAX_NESTING = 32;

  /**
   * The most operators, points and brackets of a tag: each of them can be a level of Pebble's
   * parser.
   */
  private static final int MAX_OPERATORS = 200;

  private static final int MAX_DIGITS = 30;

  private final String template;
  private final String close;
  private final int start;
  private final List<Token> tokens;
  private final Deque<Integer> brackets = new ArrayDeque<>();
  private int operators;
  private int at;

  /**
   * @param close the end of the tag
   * @param start the index of the tag
   * @param tokens takes the tokens
   */
  TagLexer(String template, String close, int start, List<Token> tokens) {
    this.template = template;
    this.close = close;
    this.start = start;
    this.tokens = tokens;
  }

  /** Reads from an index inside of the tag, and returns the index after the tag. */
  int read(int inside) {
    at = inside;
    while (true) {
      skipSpace();
      if (at >= template.length()) {
        throw new Fault(start, template.substring(start, start + 2) + " has no end " + close);
      }
      if (template.startsWith(close, at) || template.startsWith("-" + close, at)) {
        requireClosedBrackets();
        return template.indexOf(close, at) + close.length();
      }
      token();
    }
  }

  private void skipSpace() {
    while (at < template.length() && Character.isWhitespace(template.charAt(at))) {
      at++;
    }
  }

  private void requireClosedBrackets() {
    if (!brackets.isEmpty()) {
      int open = brackets.peek();
      throw new Fault(open, "the bracket " + template.charAt(open) + " is not closed");
    }
  }

  private void token() {
    int c = template.codePointAt(at);
    if (c == '"' || c == '\'') {
      quoted();
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (c == '_' || Character.isLetter(c)) {
      word();
    } else if (!sign()) {
      punctuation(c);
    }
  }

  private void add(Type type, String value, int from) {
    tokens.add(new Token(type, value, from));
  }

  private void count() {
    if (++operators > MAX_OPERATORS) {
      throw new Fault(start, "the tag is nested too deeply or too long; set a variable before it");
    }
  }

  private boolean sign() {
    for (String sign : Operators.SIGNS) {
      if (template.startsWith(sign, at)) {
        count();
        add(Type.OPERATOR, sign, at);
        at += sign.length();
        return true;
      }
    }
    return false;
  }

  private void punctuation(int c) {
    switch (c) {
      case '(', '[' -> {
        count();
        brackets.push(at);
        if (brackets.size() > MAX_NESTING) {
          throw new Fault(at, "the brackets are nested too deeply");
        }
      }
      case ')', ']' -> close((char) c);
      case '.', '?' -> count();
      case ':', ',', '=' -> {}
      case '{', '}' -> throw new Fault(at, "objects in { } are not available");
      default ->
          throw new Fault(
              at, "the character " + Fault.named(Character.toString(c)) + " has no meaning");
    }
    add(Type.PUNCTUATION, Character.toString(c), at);
    at++;
  }

  private void close(char bracket) {
    if (brackets.isEmpty()) {
      throw new Fault(at, "the bracket " + bracket + " was not opened");
    }
    if (template.charAt(brackets.peek()) != (bracket == ')' ? '(' : '[')) {
      requireClosedBrackets();
    }
    brackets.pop();
  }

  /** Whether the last token is the point before the name of a member. */
  private boolean afterPoint() {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).test(Type.PUNCTUATION, ".");
  }

  private void number() {
    int from = at;
    boolean index = afterPoint();
    skipDigits();
    if (!index && at + 1 < template.length() && template.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      skipDigits();
    }
    if (at - from > MAX_DIGITS) {
      throw new Fault(from, "the number has more than " + MAX_DIGITS + " digits");
    }
    add(index ? Type.NAME : Type.NUMBER, template.substring(from, at), from);
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    return index < template.length()
        && template.charAt(index) >= '0'
        && template.charAt(index) <= '9';
  }

  /** A name or an operator of letters; after a point each word is a name. */
  private void word() {
    int from = at;
    String word = nextWord();
    if (afterPoint() || !Operators.isWord(word)) {
      add(Type.NAME, word.equals("elif") ? "elseif" : word, from);
      return;
    }
    count();
    int end = at;
    skipSpace();
    if (word.equals("is") && nextWord().equals("not")) {
      add(Type.OPERATOR, "is not", from);
    } else {
      at = end;
      add(Type.OPERATOR, word, from);
    }
  }

  private String nextWord() {
    int from = at;
    while (at < template.length() && isWordPart(template.codePointAt(at))) {
      at += Character.charCount(template.codePointAt(at));
    }
    return template.substring(from, at);
  }

  private static boolean isWordPart(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private void quoted() {
    int from = at;
    var text = new StringBuilder();
    at = QuotedText.read(template, from, text);
    add(Type.STRING, text.toString(), from);
  }
}
