package io.chatalot.webhooks.adapter.http.host;

/** Why a server refused a connection, or ended it before the client was done. */
public enum ConnectionEnd {
  /** All connections that there may be are open, and none of them could be ended. */
  REFUSED("refused"),
  /** It waited for a request, and made room for a new connection when all were open. */
  DISPLACED("displaced"),
  /** The process may not open any more files, so that the connection was not accepted. */
  NO_DESCRIPTOR("no_descriptor"),
  /** No request came in time, or not all of its headers. */
  SLOW_HEADERS("slow_headers"),
  /** The body did not come in time. */
  SLOW_BODY("slow_body"),
  /** The client did not take the answer in time. */
  SLOW_READER("slow_reader"),
  /** Requests had taken all of the memory that they may, and this one was the slowest to come. */
  NO_MEMORY("no_memory");

  private final String label;

  ConnectionEnd(String label) {
    this.label = label;
  }

  /** In metrics: lower case, with underscores. */
  public String label() {
    return label;
  }
}
