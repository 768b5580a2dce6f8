package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.domain.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresKnownClientsTest {
  private static final String HOME = "203.0.113.9";

  private final Stage stage = new Stage();
  private final User ann = user("Ann");
  private final PostgresKnownClients known = open();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aClientIsKnownToTheAccountThatWasLoggedIntoAndToNoOther() {
    known.remember(HOME, ann);

    assertThat(known.isKnown(HOME, "ann")).isTrue();
    assertThat(known.isKnown(HOME, "ANN")).isTrue();
    assertThat(known.isKnown(HOME, "bob")).isFalse();
    assertThat(known.isKnown("198.51.100.7", "ann")).isFalse();
  }

  @Test
  void aRestartKnowsItAndAnotherNodeSoon() {
    PostgresKnownClients other = open();
    known.remember(HOME, ann);

    assertThat(open().isKnown(HOME, "ann")).isTrue();
    assertThat(other.isKnown(HOME, "ann")).isFalse();
    other.refresh();
    assertThat(other.isKnown(HOME, "ann")).isTrue();
  }

  @Test
  void aClientIsForgotten30DaysAfterItsLastLogin() {
    known.remember(HOME, ann);
    pass(Duration.ofDays(20));
    known.remember(HOME, ann);
    pass(Duration.ofDays(20));
    assertThat(known.isKnown(HOME, "ann")).isTrue();
    assertThat(known.forgetOld()).isZero();

    pass(Duration.ofDays(11));
    assertThat(known.isKnown(HOME, "ann")).isFalse();
    assertThat(open().isKnown(HOME, "ann")).isFalse();
    assertThat(known.forgetOld()).isEqualTo(1);
    assertThat(stage.count("known_client")).isZero();
  }

  @Test
  void knownClientsHaveTheDatabasesAgeOnNodesWithOtherClocks() {
    known.remember(HOME, ann);
    InstantSource ahead = () -> stage.clock.instant().plus(Duration.ofDays(400));
    var other = new PostgresKnownClients(stage.database, ahead);

    assertThat(other.isKnown(HOME, "ann")).isTrue();
    assertThat(other.forgetOld()).isZero();
    assertThat(known.forgetOld()).isZero();
    other.remember("198.51.100.7", ann);
    known.refresh();
    assertThat(known.isKnown("198.51.100.7", "ann")).isTrue();

    pass(PostgresKnownClients.KNOWN_FOR.plusSeconds(1));
    assertThat(other.isKnown(HOME, "ann")).isFalse();
    assertThat(known.isKnown("198.51.100.7", "ann")).isFalse();
    assertThat(other.forgetOld()).isEqualTo(2);
  }

  @Test
  void itIsWrittenOnceADayHoweverOftenItLogsIn() {
    known.remember(HOME, ann);
    pass(Duration.ofHours(23));
    String before = row();
    known.remember(HOME, ann);
    assertThat(row()).isEqualTo(before);
    pass(Duration.ofHours(2));
    before = row();
    known.remember(HOME, ann);
    assertThat(row()).isNotEqualTo(before);
  }

  @Test
  void anAccountHasSoManyAndItsLatestStay() {
    User bob = user("bob");
    known.remember(HOME, bob);
    for (int i = 0; i < PostgresKnownClients.MOST_OF_AN_ACCOUNT + 10; i++) {
      pass(Duration.ofSeconds(1));
      known.remember("10.0.0." + i, ann);
    }
    assertThat(stage.count("known_client")).isEqualTo(PostgresKnownClients.MOST_OF_AN_ACCOUNT + 1);
    PostgresKnownClients again = open();
    assertThat(again.isKnown("10.0.0.9", "ann")).isFalse();
    assertThat(again.isKnown("10.0.0.10", "ann")).isTrue();
    assertThat(again.isKnown(HOME, "bob")).isTrue();
  }

  @Test
  void noAddressAndNoNameIsStoredNorWhatAnotherDatabaseWouldStore() {
    known.remember(HOME, ann);
    assertThat(row()).doesNotContain(HOME).doesNotContainIgnoringCase("\"ann\"");
    try (Stage other = new Stage()) {
      var elsewhere = new PostgresKnownClients(other.database, other.clock);
      User same = new User(other.admin.addUser("Ann", Optional.empty(), "long enough"), "Ann", "A");
      elsewhere.remember(HOME, same);
      assertThat(hash(other)).isNotEqualTo(hash(stage));
    }
  }

  @Test
  void aNameThatNoAccountCanHaveIsKnownFromNowhere() {
    assertThat(known.isKnown(HOME, "x".repeat(1_000_000))).isFalse();
    assertThat(known.isKnown(HOME, "ann\0")).isFalse();
    assertThat(known.isKnown(HOME, "")).isFalse();
  }

  @Test
  void loggingInNeverFailsForIt() {
    known.remember(HOME, new User(new UserId(UUID.randomUUID()), "gone", "Gone"));
    assertThat(stage.count("known_client")).isZero();
    stage.pool.close();
    known.remember("198.51.100.7", ann);
    assertThat(known.isKnown("198.51.100.7", "ann")).isTrue();
  }

  private PostgresKnownClients open() {
    return new PostgresKnownClients(stage.database, stage.clock);
  }

  private User user(String name) {
    return new User(stage.admin.addUser(name, Optional.empty(), "long enough"), name, name);
  }

  private String row() {
    return text(stage, "SELECT k::text FROM directory.known_client k");
  }

  private static String hash(Stage stage) {
    return text(stage, "SELECT hash::text FROM directory.known_client");
  }

  private static String text(Stage stage, String sql) {
    return stage.database.call(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  private void pass(Duration time) {
    stage.pass(time);
  }
}
