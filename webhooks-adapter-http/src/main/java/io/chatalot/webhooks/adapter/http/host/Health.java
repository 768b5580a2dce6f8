package io.chatalot.webhooks.adapter.http.host;

import java.util.List;

/** Tells whether this node can do its work. Safe for use by many threads. */
@FunctionalInterface
public interface Health {
  /** What is missing, in words for an operator, such as {@code database}; empty if all is there. */
  List<String> missing();
}
