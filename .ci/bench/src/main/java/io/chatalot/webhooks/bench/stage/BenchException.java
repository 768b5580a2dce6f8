package io.chatalot.webhooks.bench.stage;

/** Says why a measurement or a fault cannot be made, or does not count. */
public final class BenchException extends RuntimeException {
  /** Takes the words for the person at the command line. */
  public BenchException(String message) {
    super(message);
  }

  /** Takes the words for the person at the command line, and the cause. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
