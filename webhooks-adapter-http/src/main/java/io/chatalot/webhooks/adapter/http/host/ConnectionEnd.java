package io.chatalot.webhooks.adapter.http.host;

/** Why the server refused a connection, or closed it early. */
public enum ConnectionEnd {
  /** The maximum of connections is open, and none of them could be closed. */
  REFUSED("refused"),
  /**
   * The connection waited for its client, and was closed for a new one when the maximum was open.
   */
  DISPLACED("displaced"),
  /** The process is out of file descriptors, so the connection could not be accepted. */
  NO_DESCRIPTOR("no_descriptor"),
  /** The request's headers were not complete in time. */
  SLOW_HEADERS("slow_headers"),
  /** The request's body was not complete in time. */
  SLOW_BODY("slow_body"),
  /** The client did not read the answer in time. */
  SLOW_READER("slow_reader"),
  /**
   * The memory of all requests was used up, and this request was the oldest that waited for its
   * client.
   */
  NO_MEMORY("no_memory");

  private final String label;

  ConnectionEnd(String label) {
    this.label = label;
  }

  /** The name in metrics: lower case, with underscores. */
  public String label() {
    return label;
  }
}
