package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.Accounts.Session;
import io.chatalot.webhooks.adapter.http.Accounts.User;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  private static final Optional<Session> GOOD =
      Optional.of(
          new Session("x", Instant.EPOCH, new User(new UserId(UUID.randomUUID()), "ann", "Ann")));

  private final AtomicLong now = new AtomicLong();
  private final LoginLimits limits = new LoginLimits(now::get);

  @Test
  void soManyMayFailFromOneClientWhateverTheNames() {
    for (int i = 0; i < LoginLimits.IN_A_ROW_BY_CLIENT; i++) {
      fail("evil", "user" + i);
    }
    refused("evil", "another");
    assertThat(limits.attempt("home", "another", () -> GOOD)).isPresent();
  }

  @Test
  void soManyMayFailOnOneAccountWhateverTheClients() {
    failOnAnnFromEverywhere();
    refused("home", "ann");
    refused("home", "ANN");
    assertThat(limits.attempt("home", "bob", () -> GOOD)).isPresent();
  }

  @Test
  void accountsThatThereAreNotAreLimitedAlike() {
    for (int i = 0; i < LoginLimits.IN_A_ROW_BY_ACCOUNT; i++) {
      fail("client" + i, "nobody".repeat(100) + i);
    }
    refused("home", "nobody".repeat(100));
  }

  @Test
  void aRefusalTriesNothingAndTellsWhenToComeAgain() {
    failOnAnnFromEverywhere();
    AtomicInteger tried = new AtomicInteger();
    assertThatThrownBy(
            () ->
                limits.attempt(
                    "home",
                    "ann",
                    () -> {
                      tried.incrementAndGet();
                      return GOOD;
                    }))
        .isInstanceOfSatisfying(
            CallRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
              assertThat(refused.quota().orElseThrow().retryAfter())
                  .isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(tried).hasValue(0);
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(limits.attempt("home", "ann", () -> GOOD)).isPresent();
  }

  @Test
  void whereAnAccountWasLoggedIntoOthersFailuresDoNotHoldItUp() {
    assertThat(limits.attempt("home", "ann", () -> GOOD)).isPresent();
    failOnAnnFromEverywhere();
    refused("elsewhere", "ann");
    assertThat(limits.attempt("home", "Ann", () -> GOOD)).isPresent();
    for (int i = 0; i < LoginLimits.IN_A_ROW_BY_CLIENT; i++) {
      fail("home", "ann");
    }
    refused("home", "ann");
  }

  @Test
  void whatSucceedsIsNotCounted() {
    for (int i = 0; i < 3 * LoginLimits.IN_A_ROW_BY_CLIENT; i++) {
      assertThat(limits.attempt("home", "ann", () -> GOOD)).isPresent();
    }
    for (int i = 0; i < LoginLimits.IN_A_ROW_BY_ACCOUNT; i++) {
      fail("elsewhere", "ann");
    }
    refused("elsewhere", "ann");
  }

  @Test
  void whatCouldNotBeTriedIsNotCounted() {
    Supplier<Optional<Session>> away =
        () -> {
          throw new WebhookException(Reason.UNAVAILABLE, "away");
        };
    for (int i = 0; i < 3 * LoginLimits.IN_A_ROW_BY_CLIENT; i++) {
      assertThatThrownBy(() -> limits.attempt("home", "ann", away)).hasMessage("away");
    }
    assertThat(limits.attempt("home", "ann", () -> GOOD)).isPresent();
  }

  @Test
  void attemptsThatAreUnderWayCount() {
    assertThatThrownBy(() -> nested(LoginLimits.IN_A_ROW_BY_ACCOUNT + 1))
        .isInstanceOf(CallRefused.class);
  }

  /** Each attempt makes the next one before it has ended. */
  private Optional<Session> nested(int depth) {
    return depth == 0
        ? Optional.empty()
        : limits.attempt("client" + depth, "ann", () -> nested(depth - 1));
  }

  private void failOnAnnFromEverywhere() {
    for (int i = 0; i < LoginLimits.IN_A_ROW_BY_ACCOUNT; i++) {
      fail("client" + i, "ann");
    }
  }

  private void fail(String client, String username) {
    assertThat(limits.attempt(client, username, Optional::empty)).isEmpty();
  }

  private void refused(String client, String username) {
    assertThatThrownBy(() -> limits.attempt(client, username, () -> GOOD))
        .isInstanceOf(CallRefused.class);
  }
}
