package io.chatalot.webhooks.adapter.http.jetty;

/**
 * Writes an answer's body to one client, piece by piece, while no thread waits for the client. Safe
 * for use by many threads, one piece at a time.
 */
public interface Wire {
  /**
   * Sends bytes, which must not change until they are sent. Call it only when the piece before is
   * sent.
   *
   * @param last whether the answer ends with these bytes
   * @param sent is called once with the outcome, perhaps before this method returns
   */
  void send(byte[] bytes, int from, int length, boolean last, Sent sent);

  /** Closes the connection, so that the client recognizes an incomplete answer. */
  void cut();

  /** Counts a client that is about to be cut off because it reads too slowly. */
  void countSlowReader();

  /** The outcome of a piece. Called by any thread; must not block. */
  interface Sent {
    /** The network has taken the piece. */
    void sent();

    /** The piece could not be sent, and no later piece can be. */
    void failed(Throwable reason);
  }
}
