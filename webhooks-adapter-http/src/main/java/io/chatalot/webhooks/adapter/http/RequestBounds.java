package io.chatalot.webhooks.adapter.http;

/** The contract's bounds on a request. */
final class RequestBounds {
  /** The bytes of a body, unless its route says otherwise. */
  static final int BODY_BYTES = 64 * 1024;

  /** Header lines, trailers and blank lines before the request line, all together. */
  static final int HEADER_LINES = 100;

  private RequestBounds() {}
}
