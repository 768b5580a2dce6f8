package io.chatalot.webhooks.adapter.jdbc;

import java.time.Duration;

/** Is told of each batch that a {@link JdbcMessageLog} committed, for metrics. */
@FunctionalInterface
public interface BatchObserver {
  /** Looks away. */
  BatchObserver NONE = (rows, took) -> {};

  /**
   * A batch was committed. Called by the one thread that writes, so it must be quick; what it
   * throws, errors too, is logged and has no effect.
   *
   * @param rows how many messages the batch had, at least 1; calls that repeat the key of one are
   *     not counted
   * @param took from the start of its transaction to the end of its commit
   */
  void committed(int rows, Duration took);
}
