package io.chatalot.webhooks.server.limit;

import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Limits the log-ins and the failed log-ins of each client and each account. A failure is counted
 * before the log-in runs, so that concurrent attempts cannot slip through, and taken back if the
 * log-in succeeds. A client with an earlier successful log-in has a limit of its own on that
 * account, so that failures of others do not hold it up. Each node counts for itself, until it
 * ends. Safe for use by many threads.
 */
public final class LoginRates {
  /** Many users may share an address. */
  static final int FAILURES_BY_CLIENT = 100;

  public static final int FAILURES_BY_ACCOUNT = 30;

  /** The failures of a client known to the account, on this account. */
  static final int FAILURES_BY_KNOWN = 30;

  static final BigDecimal FAILURES_A_SECOND = new BigDecimal("0.1");

  /** Far more than people need, and a bound for scripts that log in for each action. */
  static final int RIGHT_BY_CLIENT = 200;

  static final BigDecimal RIGHT_BY_CLIENT_A_SECOND = BigDecimal.ONE;
  static final int RIGHT_BY_ACCOUNT = 60;
  static final BigDecimal RIGHT_BY_ACCOUNT_A_SECOND = new BigDecimal("0.2");

  /** The longest name of an account; a given name may be longer. */
  private static final int MAX_NAME = 64;

  private final BucketRateLimiter failuresByClient;
  private final BucketRateLimiter failuresByKnown;
  private final BucketRateLimiter rightByClient;
  private final Turns failuresByAccount;
  private final Turns rightByAccount;

  /**
   * @param nanoTime a monotonic time in nanoseconds
   */
  LoginRates(LongSupplier nanoTime) {
    failuresByClient = new BucketRateLimiter(FAILURES_A_SECOND, FAILURES_BY_CLIENT, nanoTime);
    failuresByKnown = new BucketRateLimiter(FAILURES_A_SECOND, FAILURES_BY_KNOWN, nanoTime);
    failuresByAccount = new Turns(FAILURES_A_SECOND, FAILURES_BY_ACCOUNT, nanoTime);
    rightByClient = new BucketRateLimiter(RIGHT_BY_CLIENT_A_SECOND, RIGHT_BY_CLIENT, nanoTime);
    rightByAccount = new Turns(RIGHT_BY_ACCOUNT_A_SECOND, RIGHT_BY_ACCOUNT, nanoTime);
  }

  /** The key of an account, bounded in length. */
  static String account(String username) {
    String name = username.length() > MAX_NAME ? username.substring(0, MAX_NAME) : username;
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Counts an attempt as a failure until its result is known.
   *
   * @param isKnown whether the account had a successful log-in from the client
   * @throws CallRefused with {@link Reason#RATE_LIMITED} if the limit is exceeded
   */
  Pass admit(LoginAttempt attempt, boolean isKnown) {
    var pass = new Pass(attempt, account(attempt.username()), isKnown);
    pass.isPromised = pass.requireTurn(rightByAccount, "Too many log-ins on this account");
    pass.requireRoom(rightByClient, attempt.client(), "Too many log-ins from this address");
    if (isKnown) {
      pass.acquire(failuresByKnown, pass.pair());
      return pass;
    }
    pass.acquire(failuresByClient, attempt.client());
    try {
      pass.isPromised |= pass.requireTurn(failuresByAccount, "Too many log-ins have failed");
    } catch (CallRefused refused) {
      failuresByClient.giveBack(attempt.client());
      throw refused;
    }
    failuresByAccount.take(pass.account);
    return pass;
  }

  /** A counted attempt. Call exactly one of its methods, once. */
  final class Pass {
    private final LoginAttempt attempt;
    private final String account;
    private final boolean isKnown;
    private boolean isPromised;

    private Pass(LoginAttempt attempt, String account, boolean isKnown) {
      this.attempt = attempt;
      this.account = account;
      this.isKnown = isKnown;
    }

    String account() {
      return account;
    }

    /** Whether the client came at its appointed time. */
    boolean isPromised() {
      return isPromised;
    }

    void failed() {
      // The failure is counted already.
    }

    void succeeded() {
      untried();
      rightByClient.tryAcquire(attempt.client());
      rightByAccount.take(account);
    }

    /** The attempt was not decided, for example because the database is away. */
    void untried() {
      if (isKnown) {
        failuresByKnown.giveBack(pair());
      } else {
        failuresByClient.giveBack(attempt.client());
        failuresByAccount.giveBack(account);
      }
    }

    private String pair() {
      return attempt.client() + " " + account;
    }

    private boolean requireTurn(Turns turns, String message) {
      Turns.Turn turn = turns.of(account, attempt.client(), attempt.network());
      if (!turn.hasCome()) {
        throw refused(message, turn.after());
      }
      return turn.isPromised();
    }

    private void requireRoom(BucketRateLimiter limiter, String key, String message) {
      Quota quota = limiter.quota(key).orElseThrow();
      if (quota.remaining() == 0) {
        throw refused(message, quota.retryAfter());
      }
    }

    private void acquire(BucketRateLimiter limiter, String key) {
      if (!limiter.tryAcquire(key)) {
        throw refused(
            "Too many log-ins have failed", limiter.quota(key).orElseThrow().retryAfter());
      }
    }

    private CallRefused refused(String message, Duration wait) {
      return new CallRefused(
          Reason.RATE_LIMITED,
          message + "; try again later.",
          Limit.LOGINS,
          Optional.of(new Quota(1, wait, 0, wait, wait)));
    }
  }
}
