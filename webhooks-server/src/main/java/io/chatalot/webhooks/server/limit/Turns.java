package io.chatalot.webhooks.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A limit on an account that its clients share by turns: so many in a row, and then one in each
 * interval, each for another client. A client that is refused has an appointment for the time that
 * it is told, which nobody else can take. Safe for use by many threads.
 */
final class Turns {
  /** Accounts that are over their limit at once, beyond which the least used are forgotten. */
  private static final int MOST_ACCOUNTS = 500;

  /** Of one account: those who come when all are given are told when the last one is. */
  static final int MOST_APPOINTMENTS = 64;

  /** For people, who are slower than {@code Retry-After}. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final BucketRateLimiter free;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Cache<String, Appointments> books =
      Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();

  /**
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  Turns(BigDecimal aSecond, int inARow, LongSupplier nanoTime) {
    free = new BucketRateLimiter(aSecond, inARow, nanoTime);
    intervalNanos =
        BigDecimal.valueOf(Duration.ofSeconds(1).toNanos())
            .divide(aSecond, 0, RoundingMode.CEILING)
            .longValueExact();
    this.nanoTime = nanoTime;
  }

  /** Whether it is the client's turn, which is not used up by asking, but for an appointment. */
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

  /** Uses one up, if there is one. */
  void take(String account) {
    free.tryAcquire(account);
  }

  void giveBack(String account) {
    free.giveBack(account);
  }

  /**
   * @param isPromised whether the client had an appointment
   * @param after how long it has to wait; zero if it is its turn
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
