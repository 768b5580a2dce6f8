package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.time.Duration;

/**
 * The deadline of one body, which each byte moves only as far as a fair sender needs. Times are
 * those of {@link System#nanoTime}. One thread at a time reports bytes; any thread may ask.
 */
final class BodyClock {
  /** From the end of the headers to the first byte of the body. */
  static final Duration FIRST_BYTE = Duration.ofSeconds(10);

  /** What a small body has beside the time that its bytes take, for a packet that got lost. */
  static final Duration GRACE = Duration.ofSeconds(5);

  /** The least that a small body brings, from its first byte on. */
  static final int BYTES_A_SECOND = 1024;

  /** From the first byte of a large body to its last. */
  static final Duration LARGE = Duration.ofSeconds(10);

  /** Up to this a body is small. */
  static final int SMALL_BYTES = RequestBounds.BODY_BYTES;

  private static final long SECOND = 1_000_000_000L;

  private final boolean declaredLarge;
  private boolean began;
  private long first;
  private volatile long deadline;

  /**
   * @param declared the body's length by its headers, or less than 0 if they don't say
   * @param now the end of the headers
   */
  BodyClock(long declared, long now) {
    declaredLarge = declared > SMALL_BYTES;
    deadline = now + FIRST_BYTE.toNanos();
  }

  /**
   * Notes that bytes have come.
   *
   * @param bytes of the body, altogether
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

  /** What is left for the rest of the body; negative once it is over. */
  Duration left(long now) {
    return Duration.ofNanos(deadline - now);
  }
}
