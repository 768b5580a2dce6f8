package io.chatalot.webhooks.adapter.http.json;

/** A body that is not JSON. Each route says what that is called there. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message to be read after "the body"
   */
  public MalformedJson(String message) {
    super(message, null, false, false);
  }
}
