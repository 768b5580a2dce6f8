package io.chatalot.webhooks.adapter.http.jetty;

/**
 * The connection to one client, as far as an answer's body is concerned: bytes go out piece by
 * piece, and no thread waits until the client takes them. Safe for use by many threads, one piece
 * at a time.
 */
public interface Wire {
  /**
   * Sends bytes, which must not change until they are sent. Only to be called when the piece before
   * is sent.
   *
   * @param last whether the answer ends with them
   * @param sent learns what became of them, once, perhaps before this returns
   */
  void send(byte[] bytes, int from, int length, boolean last, Sent sent);

  /** Closes the connection, so that the client cannot take what it has for the whole. */
  void cut();

  /** Counts a client that is about to be cut off since it did not take its answer in time. */
  void countSlowReader();

  /** What becomes of a piece. Called by any thread; must not block. */
  interface Sent {
    /** The client or the systems in between have taken it. */
    void sent();

    /** It is not sent, and nothing else will be. */
    void failed(Throwable reason);
  }
}
