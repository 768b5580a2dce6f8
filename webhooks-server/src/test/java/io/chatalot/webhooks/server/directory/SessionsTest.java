package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final Stage stage = new Stage();
  private final UserId ann = stage.admin.addUser("ann", Optional.empty(), "long enough");
  private final UserId bob = stage.admin.addUser("bob", Optional.empty(), "long enough");
  private final Sessions sessions = new Sessions(stage.database, Duration.ofDays(30));

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void oneMoreSessionThanAUserMayHaveEndsTheOldestOfThisUser() {
    begin("bobs", bob);
    for (int i = 0; i < Sessions.MOST; i++) {
      begin("ann" + i, ann);
    }
    assertThat(alive("ann0")).isTrue();

    begin("one more", ann);
    assertThat(alive("ann0")).isFalse();
    assertThat(alive("ann1")).isTrue();
    assertThat(alive("one more")).isTrue();
    assertThat(alive("bobs")).isTrue();
    assertThat(stage.count("session")).isEqualTo(Sessions.MOST + 1);
  }

  @Test
  void aNewSessionIsNeverEndedThoughTheClockWasSetBack() {
    for (int i = 0; i < Sessions.MOST; i++) {
      begin("ann" + i, ann);
    }
    stage.pass(Duration.ofHours(-1));
    begin("late", ann);
    assertThat(alive("late")).isTrue();
    assertThat(stage.count("session")).isEqualTo(Sessions.MOST);
  }

  @Test
  void nodesThatBeginSessionsAtOnceMakeNoMoreOfThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      var begun = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < Sessions.MOST + 40; i++) {
        String token = "race" + i;
        var node = new Sessions(new Database(stage.pool), Duration.ofDays(30));
        begun.add(
            CompletableFuture.runAsync(() -> node.begin(token, ann, Optional.empty()), threads));
      }
      begun.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    assertThat(stage.count("session")).isEqualTo(Sessions.MOST);
  }

  /** Many pages of one browser may be read through many nodes at once. */
  @Test
  void aSessionThatAnotherNodeProlongsIsGoodAndNotWaitedFor() throws Exception {
    begin("ann", ann);
    stage.pass(Duration.ofDays(2));
    try (Connection other = stage.pool.getConnection();
        Statement prolonging = other.createStatement()) {
      other.setAutoCommit(false);
      prolonging.execute("SELECT FROM directory.session FOR UPDATE");
      assertThat(CompletableFuture.supplyAsync(() -> alive("ann")).get(30, TimeUnit.SECONDS))
          .isTrue();
      other.rollback();
    }
  }

  @Test
  void aSessionInThePlaceOfAnotherEndsThatOneAlone() {
    begin("old", ann);
    begin("other", ann);
    begin("bobs", bob);

    sessions.begin("new", ann, Optional.of("old"));
    assertThat(alive("old")).isFalse();
    assertThat(alive("new")).isTrue();
    assertThat(alive("other")).isTrue();

    sessions.begin("newer", ann, Optional.of("bobs"));
    sessions.begin("newest", ann, Optional.of("never was one"));
    assertThat(alive("bobs")).isFalse();
    assertThat(alive("new")).isTrue();
    assertThat(alive("newest")).isTrue();
  }

  private void begin(String token, UserId user) {
    sessions.begin(token, user, Optional.empty());
  }

  private boolean alive(String token) {
    return sessions.users(Set.of(token)).containsKey(token);
  }
}
