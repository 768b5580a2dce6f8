package io.chatalot.webhooks.adapter.http;

/** A body that is not JSON. Each route says what that is called there. */
final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message to be read after "the body"
   */
  MalformedJson(String message) {
    super(message, null, false, false);
  }
}
