package io.chatalot.webhooks.adapter.http.host;

import java.util.List;

/** Checks whether this node can serve requests. Safe for use by many threads. */
@FunctionalInterface
public interface Health {
  /**
   * The dependencies that are missing, in words for an operator, such as {@code database}; empty if
   * the node is ready.
   */
  List<String> missing();
}
