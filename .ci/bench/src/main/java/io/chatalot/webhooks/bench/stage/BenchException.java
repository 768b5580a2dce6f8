package io.chatalot.webhooks.bench.stage;

/** A measurement or a fault that is impossible or does not count, with the reason. */
public final class BenchException extends RuntimeException {
  /** Creates one with a message for the command line. */
  public BenchException(String message) {
    super(message);
  }

  /** Creates one with a message for the command line, and the cause. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
