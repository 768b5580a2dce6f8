package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatalotMoveTest {
  private final ChatalotHost host = ChatalotHost.create();
  private HikariDataSource pool;
  private ChatalotMove move;
  private JdbcWebhookStore webhooks;

  @BeforeEach
  void open() {
    Migrations.migrate(host.asRole());
    pool = TestPostgres.pool(host.asRole(), 4);
    var database = new Database(pool);
    move = new ChatalotMove(database);
    webhooks = new JdbcWebhookStore(database);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aMovedWebhookKeepsItsUrlAndAllElse() {
    move.webhooks();

    Webhook moved = byToken("A").orElseThrow();
    assertThat(moved.id().value()).isEqualTo(id("b1"));
    assertThat(moved.channelId().value()).isEqualTo(id("a1"));
    assertThat(moved.name()).hasToString("CI");
    assertThat(moved.avatarUrl()).contains(new AvatarUrl("/api/avatars/ci.png"));
    assertThat(moved.active()).isTrue();
    assertThat(moved.createdBy().value()).isEqualTo(id("3"));
    assertThat(moved.version()).isEqualTo(1);
    assertThat(byToken("B").orElseThrow().active()).isFalse();
    assertThat(byToken("C").orElseThrow().channelId().value()).isEqualTo(id("a2"));
    assertThat(byToken("D").orElseThrow().id().value()).isEqualTo(id("b4"));
  }

  @Test
  void theTimeOfCreationStays() {
    host.run(
        "UPDATE webhooks SET created_at = '2026-02-03 04:05:06.789123Z' WHERE id = ?", id("b1"));

    move.webhooks();

    assertThat(byToken("A").orElseThrow().createdAt()).hasToString("2026-02-03T04:05:06.789Z");
  }

  @Test
  void noTokenIsLeftInTheDatabase() {
    assertThat(placesOf("A".repeat(64))).containsExactly("public.webhooks.token");

    move.webhooks();

    for (String letter : List.of("A", "B", "C", "D", "E")) {
      assertThat(placesOf(letter.repeat(64))).isEmpty();
    }
  }

  @Test
  void aNameAndAnAvatarThatBreakTheRulesAreMendedAndToldWithoutTheSecret() {
    List<String> lines = move.webhooks();

    Webhook moved = byToken("E").orElseThrow();
    assertThat(moved.name()).hasToString("Padded");
    assertThat(moved.avatarUrl()).isEmpty();
    assertThat(lines)
        .containsExactly(
            "Webhook " + id("b5") + " is named \"Padded\" now: its former name broke the rules",
            "Webhook "
                + id("b5")
                + " (Padded) has no avatar now: its former avatar broke the rules",
            "Webhooks moved from Chatalot: 5");
    // An empty avatar means none at Chatalot's, which is not worth a line.
    assertThat(byToken("C").orElseThrow().avatarUrl()).isEmpty();
  }

  @Test
  void controlCharactersABlankNameAndALongNameAreMended() {
    host.run("ALTER TABLE webhooks ALTER name TYPE text");
    host.run("UPDATE webhooks SET name = E'a\\tb\\u202Ec' WHERE id = ?", id("b1"));
    host.run("UPDATE webhooks SET name = E'\\u200b ' WHERE id = ?", id("b2"));
    host.run("UPDATE webhooks SET name = repeat('x', 70) WHERE id = ?", id("b3"));

    List<String> lines = move.webhooks();

    assertThat(byToken("A").orElseThrow().name()).hasToString("a b c");
    assertThat(byToken("B").orElseThrow().name()).hasToString("Webhook");
    assertThat(byToken("C").orElseThrow().name()).hasToString("x".repeat(64));
    assertThat(lines).filteredOn(line -> line.contains(" is named ")).hasSize(4);
  }

  @Test
  void aWebhookWithAForeignTokenStaysAndIsTold() {
    host.run("UPDATE webhooks SET token = 'short' WHERE id = ?", id("b1"));
    host.run("UPDATE webhooks SET token = repeat('A', 63) || '-' WHERE id = ?", id("b2"));

    List<String> lines = move.webhooks();

    assertThat(left()).containsExactly(id("b1"), id("b2"));
    assertThat(lines)
        .contains(
            "Webhook "
                + id("b1")
                + " (CI) stays in Chatalot's table, and its URL is dead:"
                + " its token is not 64 letters and digits",
            "Webhooks moved from Chatalot: 3")
        .noneMatch(line -> line.contains("short"));
  }

  @Test
  void aWebhookWhoseIdOrTokenIsHereAlreadyStaysAndIsTold() {
    move.webhooks();
    Webhook known = byToken("A").orElseThrow();
    host.run(
        """
        INSERT INTO webhooks (id, channel_id, name, token, created_by) VALUES
         (?, ?, 'Same id', repeat('F', 64), ?), (?, ?, 'Same token', repeat('A', 64), ?)
        """,
        id("b1"),
        id("a1"),
        id("3"),
        id("b6"),
        id("a1"),
        id("3"));

    assertThat(move.webhooks())
        .containsExactly(
            "Webhook "
                + id("b1")
                + " (Same id) stays in Chatalot's table, and its URL is dead:"
                + " a webhook with its id or its token is here already",
            "Webhook "
                + id("b6")
                + " (Same token) stays in Chatalot's table, and its URL is dead:"
                + " a webhook with its id or its token is here already",
            "Webhooks moved from Chatalot: 0");
    assertThat(left()).containsExactly(id("b1"), id("b6"));
    assertThat(byToken("A")).contains(known);
  }

  @Test
  void twoNodesThatStartAtOnceMoveEachWebhookOnce() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try (HikariDataSource other = TestPostgres.pool(host.asRole(), 4)) {
      var second = new ChatalotMove(new Database(other));
      for (int round = 0; round < 10; round++) {
        host.run("DELETE FROM webhooks.webhook");
        host.run(
            """
            DELETE FROM webhooks;
            INSERT INTO webhooks (id, channel_id, name, token, created_by)
            SELECT gen_random_uuid(), '01900000-0000-7000-8000-0000000000a1', 'x', \
            md5(n::text) || md5(n::text), '01900000-0000-7000-8000-000000000003'
            FROM generate_series(1, 500) AS n;
            """);
        List<Callable<List<String>>> starts = List.of(move::webhooks, second::webhooks);
        List<String> told =
            nodes.invokeAll(starts).stream().map(ChatalotMoveTest::answer).toList().stream()
                .flatMap(List::stream)
                .toList();

        assertThat(told)
            .containsExactlyInAnyOrder(
                "Webhooks moved from Chatalot: 500", "Webhooks moved from Chatalot: 0");
        assertThat(left()).isEmpty();
        assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks.webhook"))
            .isEqualTo(500);
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void aTableThatIsInUseForSecondsEndsTheMoveWithOneLineAndNothingMoved() {
    try (Handle writer = Jdbi.open(host.asHost())) {
      writer.begin();
      writer.execute("UPDATE webhooks SET name = 'x' WHERE id = ?", id("b1"));

      assertThatThrownBy(move::webhooks)
          .isInstanceOf(WebhookException.class)
          .hasMessage("Chatalot's webhooks were not moved: The database is busy; try again.");
      writer.rollback();
    }
    assertThat(left()).hasSize(5);
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks.webhook")).isZero();
  }

  @Test
  void aTableThatIsInUseForAMomentDelaysTheMove() throws Exception {
    ExecutorService node = Executors.newSingleThreadExecutor();
    try (Handle writer = Jdbi.open(host.asHost())) {
      writer.begin();
      writer.execute("UPDATE webhooks SET name = 'y' WHERE id = ?", id("b1"));
      Future<List<String>> moved = node.submit(move::webhooks);
      Thread.sleep(700);
      assertThat(moved.isDone()).isFalse();
      writer.commit();

      assertThat(moved.get()).contains("Webhooks moved from Chatalot: 5");
      assertThat(byToken("A").orElseThrow().name()).hasToString("y");
    } finally {
      node.shutdownNow();
    }
  }

  private Optional<Webhook> byToken(String letter) {
    return webhooks.find(Token.parse(letter.repeat(64)).orElseThrow().hash());
  }

  private List<UUID> left() {
    return Jdbi.create(host.asHost())
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT id FROM public.webhooks ORDER BY id")
                    .mapTo(UUID.class)
                    .list());
  }

  /** The columns of either schema in which a text occurs, as text or as bytes. */
  private List<String> placesOf(String text) {
    return Jdbi.create(host.asHost())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT table_schema || '.' || table_name || '.' || column_name,
                          table_schema, table_name, column_name, data_type
                        FROM information_schema.columns
                        JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema IN ('public', 'webhooks') AND table_type = 'BASE TABLE'
                          AND data_type IN ('text', 'character varying', 'bytea')
                        """)
                    .mapToMap()
                    .list()
                    .stream()
                    .filter(column -> occurs(handle, column, text))
                    .map(column -> column.get("?column?").toString())
                    .toList());
  }

  private static boolean occurs(Handle handle, java.util.Map<String, Object> column, String text) {
    String value = "\"" + column.get("column_name") + "\"";
    String bytes =
        column.get("data_type").equals("bytea") ? value : "convert_to(" + value + ", 'UTF8')";
    return handle
        .createQuery(
            "SELECT count(*) > 0 FROM "
                + column.get("table_schema")
                + "."
                + column.get("table_name")
                + " WHERE position(convert_to(:text, 'UTF8') IN "
                + bytes
                + ") > 0")
        .bind("text", text)
        .mapTo(Boolean.class)
        .one();
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
