package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresAccountsTest {
  private static final String PASSWORD = "correct horse";

  private final Stage stage = new Stage();
  private UserId ann;

  @BeforeEach
  void addAnn() {
    ann = stage.admin.addUser("Ann", Optional.of("Ann Ångström"), PASSWORD);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theRightPasswordBeginsASessionOf30Days() {
    Instant before = stage.database.now().truncatedTo(ChronoUnit.MILLIS);
    Session session = logIn();

    assertThat(session.user()).isEqualTo(new User(ann, "Ann", "Ann Ångström"));
    assertThat(session.expiresAt())
        .isBetween(before.plus(Duration.ofDays(30)), stage.database.now().plus(Duration.ofDays(30)))
        .isEqualTo(session.expiresAt().truncatedTo(ChronoUnit.MILLIS));
    assertThat(session.accessToken()).matches("[A-Za-z0-9_-]{43}");
    assertThat(stage.accounts.authenticate(session.accessToken())).contains(ann);
  }

  @Test
  void theNamesCaseDoesNotMatterButThePasswordsDoes() {
    assertThat(stage.accounts.login("aNN", PASSWORD)).isPresent();
    assertThat(stage.accounts.login("ann", PASSWORD.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void wrongNamesAndPasswordsOfAnyTextAreRefused() {
    assertThat(stage.accounts.login("ann", "wrong password")).isEmpty();
    assertThat(stage.accounts.login("ann", "")).isEmpty();
    assertThat(stage.accounts.login("ann", PASSWORD + "\0")).isEmpty();
    assertThat(stage.accounts.login("ann", "x".repeat(100_000))).isEmpty();
    assertThat(stage.accounts.login("bob", PASSWORD)).isEmpty();
    assertThat(stage.accounts.login("", PASSWORD)).isEmpty();
    assertThat(stage.accounts.login("ann\0", PASSWORD)).isEmpty();
    assertThat(stage.accounts.login("' OR 1=1 --", PASSWORD)).isEmpty();
  }

  @Test
  void aNameThatNoAccountCanHaveNeverReachesTheDatabase() {
    stage.pool.close();
    for (String name : List.of("", "ann\0", "ann ", "ünn", "a".repeat(65), "x".repeat(1_000_000))) {
      assertThat(stage.accounts.login(name, PASSWORD)).as(name).isEmpty();
      assertThat(stage.accounts.exists(name)).as(name).isFalse();
    }
  }

  @Test
  void aLoginOverAGoodSessionEndsThatOneAndAFailedOneEndsNone() {
    Session old = logIn();
    Optional<String> token = Optional.of(old.accessToken());
    assertThat(stage.accounts.login("ann", "wrong password", token)).isEmpty();
    assertThat(stage.accounts.authenticate(old.accessToken())).contains(ann);

    Session fresh = stage.accounts.login("ann", PASSWORD, token).orElseThrow();
    assertThat(stage.accounts.authenticate(old.accessToken())).isEmpty();
    assertThat(stage.accounts.authenticate(fresh.accessToken())).contains(ann);
  }

  @Test
  void anAccountExistsInEveryCaseOfItsName() {
    assertThat(stage.accounts.exists("aNN")).isTrue();
    assertThat(stage.accounts.exists("bob")).isFalse();
  }

  @Test
  void loggingOutEndsThisSessionAlone() {
    Session one = logIn();
    Session other = logIn();

    stage.accounts.logout(one.accessToken());
    stage.accounts.logout(one.accessToken());
    stage.accounts.logout("never was one");

    assertThat(stage.accounts.authenticate(one.accessToken())).isEmpty();
    assertThat(stage.accounts.authenticate(other.accessToken())).contains(ann);
  }

  @Test
  void manySessionsAreAskedForAtOnce() {
    Session one = logIn();
    Session other = logIn();
    Session ended = logIn();
    stage.accounts.logout(ended.accessToken());

    assertThat(
            stage.accounts.authenticateAll(
                Set.of(one.accessToken(), other.accessToken(), ended.accessToken(), "\0é")))
        .isEqualTo(Map.of(one.accessToken(), ann, other.accessToken(), ann));
    assertThat(stage.accounts.authenticateAll(Set.of())).isEmpty();
  }

  @Test
  void sessionsThatAreAskedForAtOnceLiveOnTogether() {
    Set<String> tokens = Set.of(logIn().accessToken(), logIn().accessToken());
    for (int day = 1; day <= 31; day++) {
      pass(Duration.ofDays(1));
      assertThat(stage.accounts.authenticateAll(tokens)).containsOnlyKeys(tokens);
    }
  }

  @Test
  void aUsedSessionLivesOnAndAnUnusedSessionEnds() {
    Session used = logIn();
    Session unused = logIn();
    for (int day = 1; day <= 29; day++) {
      pass(Duration.ofDays(1));
      assertThat(stage.accounts.authenticate(used.accessToken())).contains(ann);
    }
    pass(Duration.ofDays(1));

    assertThat(stage.accounts.authenticate(used.accessToken())).contains(ann);
    assertThat(stage.accounts.authenticate(unused.accessToken())).isEmpty();
    assertThat(stage.accounts.forgetExpired()).isEqualTo(1);
    assertThat(stage.accounts.forgetExpired()).isZero();
    assertThat(stage.accounts.authenticate(used.accessToken())).contains(ann);
  }

  @Test
  void aSessionEndsAtItsLastInstantWithoutUse() {
    Session session = logIn();
    pass(Duration.ofDays(30));

    assertThat(stage.accounts.authenticate(session.accessToken())).isEmpty();
  }

  @Test
  void aShortSessionLivesOnWhenItIsUsedToo() {
    PostgresAccounts aDay = stage.accounts(Duration.ofDays(1));
    Session used = aDay.login("ann", PASSWORD).orElseThrow();
    Session unused = aDay.login("ann", PASSWORD).orElseThrow();
    assertThat(used.expiresAt()).isBefore(stage.database.now().plus(Duration.ofDays(1)));
    assertThat(aDay.sessionLife()).isEqualTo(Duration.ofDays(1));
    for (int hour = 1; hour <= 48; hour++) {
      pass(Duration.ofHours(1));
      assertThat(aDay.authenticate(used.accessToken())).contains(ann);
    }
    assertThat(aDay.authenticate(unused.accessToken())).isEmpty();
    assertThat(aDay.forgetExpired()).isEqualTo(1);
  }

  @Test
  void whatIsNoTokenProvesNothing() {
    assertThat(stage.accounts.authenticate("")).isEmpty();
    assertThat(stage.accounts.authenticate("\0é")).isEmpty();
    assertThat(stage.accounts.user(new UserId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void noTokenComesTwiceAndNoneIsStored() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      tokens.add(logIn().accessToken());
    }
    assertThat(tokens).hasSize(3);
    String stored =
        stage.database.call(
            handle ->
                handle
                    .createQuery("SELECT string_agg(s::text, ' ') FROM directory.session s")
                    .mapTo(String.class)
                    .one());
    assertThat(stored).doesNotContain(tokens);
  }

  private Session logIn() {
    return stage.accounts.login("ann", PASSWORD).orElseThrow();
  }

  private void pass(Duration time) {
    stage.pass(time);
  }
}
