package io.chatalot.webhooks.adapter.http.json;

/** A body that is not valid JSON. Each route's {@code ProblemWriter} decides how to report it. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message continues a sentence that begins with "the body", such as "is empty"
   */
  public MalformedJson(String message) {
    super(message, null, false, false);
  }
}
