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
 * How many log-ins a client and an account may make, and fail, in a time. A failure counts before
 * the log-in is tried, so that a thousand at once don't slip through, and is given back if it was
 * none; right log-ins count when they are made. A client from which an account was logged into
 * counts by itself on that account, so that nobody else's failures hold it up. This node's alone,
 * and forgotten at its end. Safe for use by many threads.
 */
public final class LoginRates {
  /** Many may share an address. */
  static final int FAILURES_BY_CLIENT = 100;

  public static final int FAILURES_BY_ACCOUNT = 30;

  /** Of a client that the account knows, on this account. */
  static final int FAILURES_BY_KNOWN = 30;

  static final BigDecimal FAILURES_A_SECOND = new BigDecimal("0.1");

  /** Many more than people make, and scripts that log in for each thing that they do. */
  static final int RIGHT_BY_CLIENT = 200;

  static final BigDecimal RIGHT_BY_CLIENT_A_SECOND = BigDecimal.ONE;
  static final int RIGHT_BY_ACCOUNT = 60;
  static final BigDecimal RIGHT_BY_ACCOUNT_A_SECOND = new BigDecimal("0.2");

  /** No account's name is longer; what is given may be. */
  private static final int MAX_NAME = 64;

  private final BucketRateLimiter failuresByClient;
  private final BucketRateLimiter failuresByKnown;
  private final BucketRateLimiter rightByClient;
  private final Turns failuresByAccount;
  private final Turns rightByAccount;

  /**
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  LoginRates(LongSupplier nanoTime) {
    failuresByClient = new BucketRateLimiter(FAILURES_A_SECOND, FAILURES_BY_CLIENT, nanoTime);
    failuresByKnown = new BucketRateLimiter(FAILURES_A_SECOND, FAILURES_BY_KNOWN, nanoTime);
    failuresByAccount = new Turns(FAILURES_A_SECOND, FAILURES_BY_ACCOUNT, nanoTime);
    rightByClient = new BucketRateLimiter(RIGHT_BY_CLIENT_A_SECOND, RIGHT_BY_CLIENT, nanoTime);
    rightByAccount = new Turns(RIGHT_BY_ACCOUNT_A_SECOND, RIGHT_BY_ACCOUNT, nanoTime);
  }

  /** By which accounts are told apart, and bounded in its length. */
  static String account(String username) {
    String name = username.length() > MAX_NAME ? username.substring(0, MAX_NAME) : username;
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Counts an attempt as if it had failed.
   *
   * @param isKnown whether the account was logged into from the client
   * @throws CallRefused with {@link Reason#RATE_LIMITED} if there are too many already
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

  /** An attempt that was counted; exactly one of its methods is to be called, once. */
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

    /** Whether the client was told to come at this time. */
    boolean isPromised() {
      return isPromised;
    }

    void failed() {
      // It is counted already.
    }

    void succeeded() {
      untried();
      rightByClient.tryAcquire(attempt.client());
      rightByAccount.take(account);
    }

    /** It has not failed, such as while the database is away. */
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
