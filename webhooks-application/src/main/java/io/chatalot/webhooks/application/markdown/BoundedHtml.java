package io.chatalot.webhooks.application.markdown;

/** Collects HTML, and refuses to grow beyond its bound. */
final class BoundedHtml implements Appendable {
  /**
   * In UTF-16 units. Tables with missing cells and reference links can turn 4000 characters into
   * megabytes; messages for people stay far below this bound.
   */
  static final int MAX_LENGTH = 64 * 1024;

  private final StringBuilder html = new StringBuilder();

  @Override
  public Appendable append(CharSequence text) {
    return append(text, 0, text.length());
  }

  /**
   * @throws IllegalArgumentException if the HTML would exceed {@link #MAX_LENGTH}
   */
  @Override
  public Appendable append(CharSequence text, int start, int end) {
    if (html.length() + end - start > MAX_LENGTH) {
      throw new IllegalArgumentException("more than " + MAX_LENGTH + " characters of HTML");
    }
    html.append(text, start, end);
    return this;
  }

  @Override
  public Appendable append(char c) {
    return append(String.valueOf(c));
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
