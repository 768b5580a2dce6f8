package io.chatalot.webhooks.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A limit on an account that its clients share by turns: some turns in a row, then one in each
 * interval, each for another client. A refused client gets an appointment, which no other client
 * can take. Safe for use by many threads.
 */
final class Turns {
  /** The most accounts over their limit; beyond it the least used account is forgotten. */
  private static final int MOST_ACCOUNTS = 500;

  /**
   * The most appointments of an account; clients beyond it get the time of the last appointment.
   */
  static final int MOST_APPOINTMENTS = 64;

  /** Extra time for people, who are slower than {@code Retry-After}. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final BucketRateLimiter free;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Cache<String, Appointments> books =
      Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();

  /**
   * @param nanoTime a monotonic time in nanoseconds
   */
  Turns(BigDecimal aSecond, int inARow, LongSupplier nanoTime) {
    free = new BucketRateLimiter(aSecond, inARow, nanoTime);
    intervalNanos =
        BigDecimal.valueOf(Duration.ofSeconds(1).toNanos())
            .divide(aSecond, 0, RoundingMode.CEILING)
            .longValueExact();
    this.nanoTime = nanoTime;
  }

  /** Whether it is the client's turn. Asking uses up an appointment, but no turn. */
  synchronized Turn of(String account, String client, String network) {
    long now = nanoTime.getAsLong();
    long remaining = free.quota(account).orElseThrow().remaining();
    Appointments book = books.getIfPresent(account);
    if (book == null && remaining > 0) {
      return Turn.NOW;
    }
    book = books.get(account, unused -> new Appointments(MOST_APPOINTMENTS, GRACE.toNanos()));
    OptionalLong wait = book.waitOf(client, now);
    if (wait.isPresent() && wait.getAsLong() > 0) {
      return Turn.after(wait.getAsLong());
    }
    if (wait.isPresent()) {
      book.remove(client);
      return Turn.PROMISED;
    }
    if (remaining > book.due(now)) {
      return Turn.NOW;
    }
    long next = free.quota(account).orElseThrow().retryAfter().toNanos();
    long earliest = next > 0 ? next : intervalNanos;
    return Turn.after(book.book(client, network, earliest, intervalNanos, now));
  }

  /** Uses up a turn, if there is one. */
  void take(String account) {
    free.tryAcquire(account);
  }

  void giveBack(String account) {
    free.giveBack(account);
  }

  /**
   * @param isPromised whether the client had an appointment
   * @param after the time to wait; zero if it is the client's turn
   */
  record Turn(boolean isPromised, Duration after) {
    static final Turn NOW = new Turn(false, Duration.ZERO);
    static final Turn PROMISED = new Turn(true, Duration.ZERO);

    static Turn after(long nanos) {
      return new Turn(false, Duration.ofNanos(nanos));
    }

    boolean hasCome() {
      return after.isZero();
    }
  }
}
