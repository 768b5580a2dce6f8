package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.time.Duration;

/**
 * The deadline of one body. Received bytes extend it at a minimum rate, so a sender cannot prolong
 * it byte by byte. Times are those of {@link System#nanoTime}. One thread at a time reports bytes;
 * any thread may ask.
 */
final class BodyClock {
  /** The time from the end of the headers to the first byte of the body. */
  static final Duration FIRST_BYTE = Duration.ofSeconds(10);

  /** A small body's extra time, for lost packets. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** The minimum rate of a small body, from its first byte on. */
  static final int BYTES_A_SECOND = 1024;

  /** The time from the first byte of a large body to its last. */
  static final Duration LARGE = Duration.ofSeconds(10);

  /** The most bytes of a small body. */
  static final int SMALL_BYTES = RequestBounds.BODY_BYTES;

  private static final long SECOND = 1_000_000_000L;

  private final boolean declaredLarge;
  private boolean began;
  private long first;
  private volatile long deadline;

  /**
   * @param declared the body's declared length; negative if the headers have none
   * @param now when the headers ended
   */
  BodyClock(long declared, long now) {
    declaredLarge = declared > SMALL_BYTES;
    deadline = now + FIRST_BYTE.toNanos();
  }

  /**
   * Counts received bytes.
   *
   * @param bytes all bytes received of the body so far
   */
  void came(int bytes, long now) {
    if (bytes > 0 && !began) {
      began = true;
      first = now;
    }
    if (began) {
      deadline = first + allowed(bytes);
    }
  }

  private long allowed(int bytes) {
    return declaredLarge || bytes > SMALL_BYTES
        ? LARGE.toNanos()
        : GRACE.toNanos() + bytes * SECOND / BYTES_A_SECOND;
  }

  boolean isOver(long now) {
    return now - deadline > 0;
  }

  /** The time left for the rest of the body; negative after the deadline. */
  Duration left(long now) {
    return Duration.ofNanos(deadline - now);
  }
}
