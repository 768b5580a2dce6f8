package io.chatalot.webhooks.benchmark;

/** Why a measurement can't be made or doesn't count, in words for whoever runs it. */
final class BenchmarkException extends RuntimeException {
  BenchmarkException(String message) {
    super(message);
  }

  BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
