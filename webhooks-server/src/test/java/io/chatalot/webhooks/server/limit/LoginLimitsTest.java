package io.chatalot.webhooks.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.RememberedClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  private final AtomicLong now = new AtomicLong();
  private final LoginLimits limits =
      new LoginLimits(
          new RememberedClients(),
          new FailedLogins(name -> false, () -> {}, now::get),
          Backgrounds.silent(),
          1,
          Runnable::run,
          now::get);

  @Test
  void soManyMayFailFromOneClientUnderAnyNames() {
    for (int i = 0; i < LoginRates.FAILURES_BY_CLIENT; i++) {
      fail("evil", "user" + i);
    }
    refused("evil", "another");
    succeed("home", "another");
  }

  @Test
  void soManyMayFailOnOneAccountFromAnyClients() {
    failOnAnnFromEverywhere();
    refused("home", "ann");
    refused("home", "ANN");
    succeed("home", "bob");
  }

  @Test
  void accountsThatThereAreNotAreLimitedAlike() {
    for (int i = 0; i < LoginRates.FAILURES_BY_ACCOUNT; i++) {
      fail("client" + i, "nobody".repeat(100) + i);
    }
    refused("home", "nobody".repeat(100));
  }

  @Test
  void aRefusalTriesNothingAndTellsWhenToComeAgain() {
    failOnAnnFromEverywhere();
    var tried = new AtomicInteger();
    assertThatThrownBy(
            () ->
                limits.attempt(
                    attempt("home", "ann"),
                    () -> {
                      tried.incrementAndGet();
                      return good("ann");
                    }))
        .isInstanceOfSatisfying(
            CallRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
              assertThat(refused.quota().orElseThrow().retryAfter())
                  .isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(tried).hasValue(0);
    pass(Duration.ofSeconds(10));
    succeed("home", "ann");
  }

  @Test
  void oneWrongTryASecondKeepsNoNewAddressOutThatComesWhenItWasToldTo() {
    for (int second = 0; second < 300; second++) {
      tryWrong("evil", "ann");
      pass(Duration.ofSeconds(1));
    }
    Duration wait = refused("home", "ann");
    assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    while (wait.compareTo(Duration.ofSeconds(1)) >= 0) {
      tryWrong("evil", "ann");
      pass(Duration.ofSeconds(1));
      wait = wait.minusSeconds(1);
    }
    pass(wait);
    succeed("home", "ann");
  }

  @Test
  void turnsOnAnAccountGoByAddressAndNoNetworkHasAllOfThem() {
    failOnAnnFromEverywhere();
    Duration first = refused("203.0.113.1", "ann");
    assertThat(refused("203.0.113.1", "ann")).isEqualTo(first);
    for (int i = 2; i < 256; i++) {
      refused("203.0.113." + i, "ann");
    }
    Duration most = Duration.ofSeconds(10L * (Appointments.MOST_OF_A_NETWORK + 1));
    assertThat(refused("198.51.100.7", "ann")).isEqualTo(most);
    pass(most);
    succeed("198.51.100.7", "ann");
  }

  @Test
  void attemptsOnAnAccountAreNotMoreForAllThoseTurns() {
    failOnAnnFromEverywhere();
    int tried = 0;
    for (int second = 0; second < 3_000; second++) {
      for (int client = 0; client < 20; client++) {
        tried += tryWrong("10.0." + client + ".1", "ann") ? 1 : 0;
      }
      pass(Duration.ofSeconds(1));
    }
    assertThat(tried).isBetween(290, 310);
  }

  @Test
  void whereAnAccountWasLoggedIntoOthersFailuresDoNotHoldItUp() {
    succeed("home", "ann");
    failOnAnnFromEverywhere();
    for (int i = 0; i < LoginRates.FAILURES_BY_CLIENT; i++) {
      fail("home", "user" + i);
    }
    refused("home", "somebody");
    refused("elsewhere", "ann");
    succeed("home", "Ann");
    for (int i = 0; i < LoginRates.FAILURES_BY_KNOWN; i++) {
      fail("home", "ann");
    }
    refused("home", "ann");
  }

  @Test
  void rightLoginsCountAgainstTheirAccountAndNotAgainstOthers() {
    for (int i = 0; i < LoginRates.RIGHT_BY_ACCOUNT; i++) {
      succeed("10.0." + i + ".1", "member");
    }
    assertThat(refused("10.0.0.1", "member")).isEqualTo(Duration.ofSeconds(5));
    refused("10.1.0.1", "member");
    succeed("10.0.0.1", "owner");
    pass(Duration.ofSeconds(5));
    succeed("10.0.0.1", "member");
  }

  @Test
  void rightLoginsCountAgainstTheirClient() {
    for (int i = 0; i < LoginRates.RIGHT_BY_CLIENT; i++) {
      succeed("office", "user" + i);
    }
    assertThat(refused("office", "another")).isEqualTo(Duration.ofSeconds(1));
    succeed("home", "another");
  }

  @Test
  void rightLoginsAreNoFailures() {
    for (int i = 0; i < LoginRates.FAILURES_BY_ACCOUNT - 1; i++) {
      fail("client" + i, "ann");
    }
    for (int i = 0; i < 20; i++) {
      succeed("home" + i, "ann");
    }
    fail("elsewhere", "ann");
    refused("elsewhere", "ann");
  }

  @Test
  void whatCouldNotBeTriedIsNotCounted() {
    Supplier<Optional<Session>> away =
        () -> {
          throw new WebhookException(Reason.UNAVAILABLE, "away");
        };
    for (int i = 0; i < 3 * LoginRates.FAILURES_BY_CLIENT; i++) {
      assertThatThrownBy(() -> limits.attempt(attempt("home", "ann"), away).join())
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("away");
    }
    succeed("home", "ann");
  }

  @Test
  void attemptsThatAreUnderWayCount() {
    var tasks = new ArrayDeque<Runnable>();
    LoginLimits waiting = waiting(tasks);
    int refused = 0;
    for (int i = 0; i < 2 * LoginRates.FAILURES_BY_ACCOUNT; i++) {
      try {
        waiting.attempt(attempt("10.0." + i + ".1", "ann"), Optional::empty);
        if (i % 2 == 1) {
          tasks.remove().run();
        }
      } catch (CallRefused limited) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(LoginRates.FAILURES_BY_ACCOUNT);
  }

  @Test
  void aLoginWhoseTurnComesTooLateGetsARetryTimeAndIsNotCounted() {
    var tasks = new ArrayDeque<Runnable>();
    LoginLimits waiting = waiting(tasks);
    for (int i = 0; i < 2 * LoginRates.FAILURES_BY_ACCOUNT; i++) {
      var late = waiting.attempt(attempt("home", "ann"), Optional::empty);
      pass(LoginLimits.LONGEST_PROMISED_WAIT.plusNanos(1));
      tasks.remove().run();
      assertThat(refusal(late).reason()).isEqualTo(Reason.UNAVAILABLE);
      pass(refusal(late).quota().orElseThrow().retryAfter());
    }
    var inTime = waiting.attempt(attempt("home", "ann"), () -> good("ann"));
    tasks.remove().run();
    assertThat(inTime.join()).isPresent();
  }

  @Test
  void aFullQueueRefusesAtOnceAndTellsWhenThereIsAPlace() {
    var tasks = new ArrayDeque<Runnable>();
    LoginLimits waiting = waiting(tasks);
    for (int i = 0; i < LoginQueue.OTHER_PLACES; i++) {
      waiting.attempt(attempt("10.0." + i + ".1", "user" + i), Optional::empty);
    }
    var refused = waiting.attempt(attempt("home", "ann"), () -> good("ann"));
    CallRefused refusal = refusal(refused);
    assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    pass(refusal.quota().orElseThrow().retryAfter());
    assertThat(waiting.attempt(attempt("home", "ann"), () -> good("ann"))).isNotDone();
    assertThat(waiting.waiting()).isEqualTo(LoginQueue.OTHER_PLACES + 1);
  }

  @Test
  void howLongAStoreWasAwaySaysNothingOfWhenThereIsAPlace() {
    var tasks = new ArrayDeque<Runnable>();
    LoginLimits waiting = waiting(tasks);
    for (int i = 0; i < 20; i++) {
      var away =
          waiting.attempt(
              attempt("10.1." + i + ".1", "user" + i),
              () -> {
                pass(Duration.ofSeconds(2));
                throw new WebhookException(Reason.UNAVAILABLE, "away");
              });
      tasks.remove().run();
      assertThat(away).isCompletedExceptionally();
    }
    for (int i = 0; i < LoginQueue.OTHER_PLACES; i++) {
      waiting.attempt(attempt("10.0." + i + ".1", "user" + i), Optional::empty);
    }
    for (String client : List.of("10.2.0.1", "10.3.0.1", "10.4.0.1")) {
      var refused = waiting.attempt(attempt(client, "ann"), () -> good("ann"));
      assertThat(refusal(refused).quota().orElseThrow().retryAfter())
          .isLessThan(Duration.ofSeconds(3));
    }
  }

  /** More would stand before a known client, and compute no sooner. */
  @Test
  void asManyAreTriedAtOnceAsPasswordsAreComputed() {
    var begun = new AtomicInteger();
    var gate = new CompletableFuture<Optional<Session>>();
    int threads = CpuWork.shared().threads();
    var failures = new FailedLogins(name -> false, () -> {}, now::get);
    try (var real = new LoginLimits(new RememberedClients(), failures, Backgrounds.silent())) {
      for (int i = 0; i < threads + 3; i++) {
        real.attempt(
            attempt("10.0." + i + ".1", "user" + i),
            () -> {
              begun.incrementAndGet();
              return gate.join();
            });
      }
      while (begun.get() < threads) {
        Thread.onSpinWait();
      }
      assertThat(real.waiting()).isEqualTo(3);
      assertThat(begun).hasValue(threads);
    } finally {
      gate.complete(Optional.empty());
    }
  }

  @Test
  void closingRefusesTheWaitingLoginsAndAllLaterOnes() {
    var tasks = new ArrayDeque<Runnable>();
    LoginLimits waiting = waiting(tasks);
    var first = waiting.attempt(attempt("home", "ann"), () -> good("ann"));
    waiting.close();
    assertThat(refusal(first).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThatThrownBy(() -> waiting.attempt(attempt("work", "ann"), () -> good("ann")))
        .isInstanceOf(CallRefused.class);
    tasks.remove().run();
  }

  private LoginLimits waiting(Queue<Runnable> tasks) {
    var failures = new FailedLogins(name -> false, () -> {}, now::get);
    return new LoginLimits(
        new RememberedClients(), failures, Backgrounds.silent(), 1, tasks::add, now::get);
  }

  private static CallRefused refusal(CompletableFuture<?> refused) {
    assertThat(refused).isCompletedExceptionally();
    try {
      refused.join();
    } catch (CompletionException failed) {
      return (CallRefused) failed.getCause();
    }
    throw new AssertionError("it was let through");
  }

  private void failOnAnnFromEverywhere() {
    for (int i = 0; i < LoginRates.FAILURES_BY_ACCOUNT; i++) {
      fail("client" + i, "ann");
    }
  }

  private void fail(String client, String username) {
    assertThat(limits.attempt(attempt(client, username), Optional::empty).join()).isEmpty();
  }

  /** Returns whether it was let through. */
  private boolean tryWrong(String client, String username) {
    try {
      fail(client, username);
      return true;
    } catch (CallRefused limited) {
      return false;
    }
  }

  private void succeed(String client, String username) {
    assertThat(limits.attempt(attempt(client, username), () -> good(username)).join()).isPresent();
  }

  private Duration refused(String client, String username) {
    try {
      limits.attempt(attempt(client, username), () -> good(username));
    } catch (CallRefused refused) {
      return refused.quota().orElseThrow().retryAfter();
    }
    throw new AssertionError("it was let through");
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static LoginAttempt attempt(String client, String username) {
    return new LoginAttempt(client, client, client.replaceAll("[.][0-9]+$", ""), username);
  }

  private static Optional<Session> good(String username) {
    var user = new User(new UserId(UUID.randomUUID()), username, username);
    return Optional.of(new Session("x", Instant.EPOCH, user));
  }
}
