package io.chatalot.webhooks.server.limit;

import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each failed log-in, in a form for programs such as fail2ban ({@code docs/operations.md}). It
 * names only existing accounts, since people type passwords into the wrong field. Lines are bounded
 * by client and in all, and omitted lines are counted, so that nobody can fill a disk. Safe for use
 * by many threads.
 */
public final class FailedLogins {
  static final int LINES_BY_CLIENT = 10;
  static final BigDecimal LINES_BY_CLIENT_A_SECOND = new BigDecimal("0.1");
  static final int LINES = 100;
  static final BigDecimal LINES_A_SECOND = new BigDecimal(2);

  private static final Logger LOG = LoggerFactory.getLogger(FailedLogins.class);
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final String ROUTE = "/api/auth/login";
  private static final String NO_ACCOUNT = "-";
  private static final String ALL = "";
  private static final int MAX_ADDRESS = 64;

  private final Predicate<String> accounts;
  private final Runnable leftOut;
  private final LongSupplier nanoTime;
  private final BucketRateLimiter byClient;
  private final BucketRateLimiter all;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong lastTold;

  /**
   * @param accounts whether an account has exactly this name; may block, and fail
   * @param leftOut called for each omitted line
   * @param nanoTime a monotonic time in nanoseconds
   */
  public FailedLogins(Predicate<String> accounts, Runnable leftOut, LongSupplier nanoTime) {
    this.accounts = accounts;
    this.leftOut = leftOut;
    this.nanoTime = nanoTime;
    byClient = new BucketRateLimiter(LINES_BY_CLIENT_A_SECOND, LINES_BY_CLIENT, nanoTime);
    all = new BucketRateLimiter(LINES_A_SECOND, LINES, nanoTime);
    lastTold = new AtomicLong(nanoTime.getAsLong());
  }

  /** Logs a wrong name or password. May block. */
  void wrong(LoginAttempt attempt) {
    if (mayWrite(attempt)) {
      write(attempt, "wrong", nameOf(attempt.username()));
    }
  }

  /** Logs a log-in that a limit refused, without looking at its password. */
  void limited(LoginAttempt attempt) {
    if (mayWrite(attempt)) {
      write(attempt, "limited", NO_ACCOUNT);
    }
  }

  private boolean mayWrite(LoginAttempt attempt) {
    if (byClient.tryAcquire(attempt.client()) && all.tryAcquire(ALL)) {
      return true;
    }
    leftOut.run();
    untold.incrementAndGet();
    return false;
  }

  private String nameOf(String username) {
    try {
      return accounts.test(username) ? username : NO_ACCOUNT;
    } catch (RuntimeException away) {
      return NO_ACCOUNT;
    }
  }

  private void write(LoginAttempt attempt, String reason, String account) {
    String client = cleaned(attempt.address());
    LOG.atWarn()
        .addKeyValue("client", client)
        .addKeyValue("reason", reason)
        .addKeyValue("route", ROUTE)
        .addKeyValue("account", account)
        .log(
            () ->
                String.format(
                    Locale.ROOT,
                    "Log-in failed: client=%s reason=%s route=%s account=%s",
                    client,
                    reason,
                    ROUTE,
                    account));
    tellLeftOut();
  }

  /** Logs the number of omitted lines, at most once a minute. */
  private void tellLeftOut() {
    long now = nanoTime.getAsLong();
    long last = lastTold.get();
    if (untold.get() > 0 && now - last >= MINUTE_NANOS && lastTold.compareAndSet(last, now)) {
      LOG.warn("{} more log-ins failed that are not in the log", untold.getAndSet(0));
    }
  }

  /** An address in the common form; other text could forge log lines. */
  private static String cleaned(String address) {
    String text = address.length() > MAX_ADDRESS ? address.substring(0, MAX_ADDRESS) : address;
    return text.replaceAll("[^0-9A-Za-z.:%_-]", "?");
  }
}
