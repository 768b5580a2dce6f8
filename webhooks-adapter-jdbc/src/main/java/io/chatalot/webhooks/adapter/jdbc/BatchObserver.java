package io.chatalot.webhooks.adapter.jdbc;

import java.time.Duration;

/** Observes the batches that a {@link JdbcMessageLog} commits, for metrics. */
@FunctionalInterface
public interface BatchObserver {
  /** Observes nothing. */
  BatchObserver NONE = (rows, took) -> {};

  /**
   * Called after each commit, by the only thread that writes, so the method must be quick. An
   * exception or error of it is logged and has no effect.
   *
   * @param rows the messages of the batch, at least 1; a call that repeats the key of a message in
   *     it is not counted
   * @param took the time from the start of the transaction to the end of its commit
   */
  void committed(int rows, Duration took);
}
