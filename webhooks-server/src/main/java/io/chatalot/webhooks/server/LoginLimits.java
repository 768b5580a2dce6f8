package io.chatalot.webhooks.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.adapter.http.Accounts.Session;
import io.chatalot.webhooks.adapter.http.LoginLimit;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.CallRefused.Limit;
import io.chatalot.webhooks.domain.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds failed logins by client and by account: so many in a row, and then one every ten seconds.
 * An attempt is counted before it is made, so that a thousand at once don't slip through, and given
 * back if it was right.
 *
 * <p>Whoever fails on somebody's account from many addresses would lock its owner out for as long
 * as that goes on. So a client from which an account was logged into of late is not held up by what
 * others do to that account. This node's alone, and forgotten at its end. Safe for use by many
 * threads.
 */
final class LoginLimits implements LoginLimit {
  /** Many may share an address. */
  static final int IN_A_ROW_BY_CLIENT = 100;

  static final int IN_A_ROW_BY_ACCOUNT = 30;
  static final BigDecimal A_SECOND = new BigDecimal("0.1");

  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final int MAX_KNOWN = 100_000;

  /** No account's name is longer; what is given may be. */
  private static final int MAX_NAME = 64;

  private final BucketRateLimiter clients;
  private final BucketRateLimiter accounts;
  private final Cache<Known, Boolean> known;

  LoginLimits() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  LoginLimits(LongSupplier nanoTime) {
    clients = new BucketRateLimiter(A_SECOND, IN_A_ROW_BY_CLIENT, nanoTime);
    accounts = new BucketRateLimiter(A_SECOND, IN_A_ROW_BY_ACCOUNT, nanoTime);
    known =
        Caffeine.newBuilder()
            .maximumSize(MAX_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  @Override
  public Optional<Session> attempt(
      String client, String username, Supplier<Optional<Session>> login) {
    var who = new Known(client, account(username));
    boolean isKnown = known.getIfPresent(who) != null;
    acquire(clients, who.client());
    if (!isKnown) {
      try {
        acquire(accounts, who.account());
      } catch (CallRefused refused) {
        clients.giveBack(who.client());
        throw refused;
      }
    }
    boolean failed = false;
    try {
      Optional<Session> session = login.get();
      failed = session.isEmpty();
      if (!failed) {
        known.put(who, true);
      }
      return session;
    } finally {
      // What could not be tried, since the database is away, has not failed.
      if (!failed) {
        clients.giveBack(who.client());
        if (!isKnown) {
          accounts.giveBack(who.account());
        }
      }
    }
  }

  private static void acquire(BucketRateLimiter limiter, String key) {
    if (!limiter.tryAcquire(key)) {
      throw new CallRefused(
          Reason.RATE_LIMITED,
          "Too many logins have failed; try again later.",
          Limit.LOGINS,
          limiter.quota(key));
    }
  }

  private static String account(String username) {
    String name = username.length() > MAX_NAME ? username.substring(0, MAX_NAME) : username;
    return name.toLowerCase(Locale.ROOT);
  }

  private record Known(String client, String account) {}
}
