package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

/**
 * One rendering: its variables, its output, and what is left of its bounds. A step is about the
 * time that the simplest expression takes.
 */
public final class Run {
  /** The most bytes that a template prints. */
  public static final int MAX_TEXT = 64 * 1024;

  /** The most characters (UTF-16) of a text that a template makes: as many as a payload has. */
  public static final int MAX_MADE_TEXT = 256 * 1024;

  static final int MAX_STEPS = 1_000_000;

  /** The most characters of all texts that one rendering makes. */
  private static final int MAX_MADE = 1024 * 1024;

  /** The most elements of all lists that one rendering makes. */
  private static final int MAX_ELEMENTS = 128 * 1024;

  /** Characters that are copied or compared in the time of a step. */
  private static final int CHARS_OF_A_STEP = 16;

  /** The work of printing a value, and bytes beside its characters. */
  private static final int STEPS_OF_A_VALUE = 40;

  private static final int BYTES_OF_A_VALUE = 128;
  private static final int BYTES_OF_AN_ELEMENT = 32;

  private final Scope scope;
  private final RenderMemory.Part memory;
  private final Mixed.Builder out = new Mixed.Builder();
  private int steps = MAX_STEPS;
  private int chars = MAX_MADE;
  private int elements = MAX_ELEMENTS;
  private int at;

  public Run(Scope scope, RenderMemory.Part memory) {
    this.scope = scope;
    this.memory = memory;
  }

  public Scope scope() {
    return scope;
  }

  /** Notes the place that is rendered now, for the messages of faults. */
  public void at(int place) {
    at = place;
  }

  public int place() {
    return at;
  }

  /** Pays for work before it is done. */
  public void spend(long work) {
    if (work > steps) {
      throw new Fault("the template takes too many steps with this payload");
    }
    steps -= (int) work;
  }

  /** Pays for work on characters that makes none. */
  public void scan(long length) {
    spend(1 + length / CHARS_OF_A_STEP);
  }

  /** Pays for a text before it is made. */
  public void make(long length) {
    if (length > MAX_MADE_TEXT) {
      throw new Fault("a text is longer than " + MAX_MADE_TEXT + " characters");
    }
    if (length > chars) {
      throw new Fault("the template makes more than " + MAX_MADE + " characters of texts");
    }
    scan(length);
    chars -= (int) length;
    memory.use(2 * length);
  }

  /** Pays for a list before it is made. */
  public void makeElements(long count) {
    if (count > elements) {
      throw new Fault("the template makes lists of more than " + MAX_ELEMENTS + " elements");
    }
    spend(1 + count);
    elements -= (int) count;
    memory.use(BYTES_OF_AN_ELEMENT * count);
  }

  /** Prints a text or a {@link Mixed}. */
  public void print(Object text) {
    int length = text instanceof Mixed mixed ? mixed.length() : ((String) text).length();
    scan(length);
    memory.use(2L * length);
    if (out.length() + length > MAX_TEXT) {
      throw tooMuch();
    }
    if (text instanceof Mixed mixed && !mixed.parts().isEmpty()) {
      out.add(mixed);
    } else {
      spend(STEPS_OF_A_VALUE);
      memory.use(BYTES_OF_A_VALUE);
      out.addValue(text instanceof Mixed ? "" : (String) text);
    }
  }

  /** What was printed. */
  public Mixed printed() {
    memory.use(8L * out.length());
    return out.build();
  }

  /** The fault of a template whose text is too long. */
  public static Fault tooMuch() {
    return new Fault("the template prints more than " + MAX_TEXT + " bytes with this payload");
  }
}
