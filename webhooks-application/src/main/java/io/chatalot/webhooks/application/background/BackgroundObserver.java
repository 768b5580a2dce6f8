package io.chatalot.webhooks.application.background;

/**
 * Counts the failures of tasks in the background. Names of tasks are fixed words such as {@code
 * message_writer}, few and without secrets, so they may label a metric. Must not block; safe for
 * use by many threads. Exceptions of an observer have no effect.
 */
@FunctionalInterface
public interface BackgroundObserver {
  /** Counts nothing. */
  BackgroundObserver NONE = (task, failure) -> {};

  /** There is a task of this name, which has not failed yet. Called at least once for each name. */
  default void begins(String task) {}

  /**
   * A round of the task failed. The task goes on, and has logged the failure, once a minute at the
   * most.
   *
   * @param failure an {@link OutOfMemoryError} too: a process that is to end after one ends here
   */
  void failed(String task, Throwable failure);
}
