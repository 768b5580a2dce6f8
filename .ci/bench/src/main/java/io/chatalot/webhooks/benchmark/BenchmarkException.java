package io.chatalot.webhooks.benchmark;

/** Why a measurement can't be made or doesn't count, in words for whoever runs it. */
public final class BenchmarkException extends RuntimeException {
  /** In words for whoever runs it. */
  public BenchmarkException(String message) {
    super(message);
  }

  /** In words for whoever runs it. */
  public BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
