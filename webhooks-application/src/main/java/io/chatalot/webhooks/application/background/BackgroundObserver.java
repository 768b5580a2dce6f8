package io.chatalot.webhooks.application.background;

/**
 * Counts the failures of background tasks. Names of tasks are fixed words such as {@code
 * message_writer}, few and without secrets, so they may label a metric. Must not block, and must be
 * safe for use by many threads. Exceptions of an observer have no effect.
 */
@FunctionalInterface
public interface BackgroundObserver {
  /** Counts nothing. */
  BackgroundObserver NONE = (task, failure) -> {};

  /** Announces a task, before its first failure; called at least once for each name. */
  default void begins(String task) {}

  /**
   * Counts a failed round. The task goes on, and logs at most one failure a minute.
   *
   * @param failure may be an {@link OutOfMemoryError}; an observer may end the process then
   */
  void failed(String task, Throwable failure);
}
