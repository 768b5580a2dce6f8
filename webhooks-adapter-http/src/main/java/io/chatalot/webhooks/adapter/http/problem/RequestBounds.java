package io.chatalot.webhooks.adapter.http.problem;

/** The contract's bounds on a request. */
public final class RequestBounds {
  /** The most bytes of a body, unless its route allows more. */
  public static final int BODY_BYTES = 64 * 1024;

  /** The most header lines, trailers and blank lines before the request line, all together. */
  public static final int HEADER_LINES = 100;

  private RequestBounds() {}
}
