package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

/** A fault of a template, in reading or in rendering. It has no stack trace. */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNKNOWN = -1;

  private final int at;

  /**
   * A fault at the place that is being rendered.
   *
   * @param message words for the author of the template, which continue "line 1, column 2: "
   */
  public Fault(String message) {
    this(UNKNOWN, message);
  }

  /**
   * @param at the index of a character in the template
   */
  public Fault(int at, String message) {
    super(message, null, false, false);
    this.at = at;
  }

  /** A name from the template, as a message can have it: short and of ASCII. */
  public static String named(String name) {
    return name.matches("[!-~]{1,40}") ? name : "of this name";
  }

  /** The message with line and column, both counted from 1, the column in code points. */
  public String in(String template, int current) {
    int end = Math.max(0, Math.min(at == UNKNOWN ? current : at, template.length()));
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      char c = template.charAt(i);
      boolean pair = c == '\r' && i + 1 < template.length() && template.charAt(i + 1) == '\n';
      if (c == '\n' || c == '\r' && !pair) {
        line++;
        start = i + 1;
      }
    }
    int column = template.codePointCount(start, end) + 1;
    return "line " + line + ", column " + column + ": " + getMessage();
  }
}
