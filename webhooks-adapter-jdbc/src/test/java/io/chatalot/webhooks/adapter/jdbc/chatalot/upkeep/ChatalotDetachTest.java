package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostedNode;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotDetach.Detached;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.Webhook;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatalotDetachTest {
  private static final String GRANT = "GRANT INSERT ON webhooks TO chatalot_webhooks";
  private static final String URL = "https://chat.example.com/api/webhooks/execute/";

  private final ChatalotHost host = ChatalotHost.create();
  private final HikariDataSource pool =
      TestPostgres.pool(host.asRole(), 1, "SET application_name = 'webhooks-admin'");
  private final ChatalotDetach detach = new ChatalotDetach(new Database(pool), "webhooks");
  private final List<String> delivered = new ArrayList<>();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void theSchemaGoesAndTheMessagesStay() {
    moveAndSend("one", "two");

    Detached done = detach.drop();

    assertThat(done.messages()).isEqualTo(2);
    assertThat(schemaIsThere()).isFalse();
    assertThat(
            host.value(
                Integer.class,
                "SELECT count(*) FROM messages"
                    + " WHERE position(convert_to('**CI**', 'UTF8') IN ciphertext) = 1"))
        .isEqualTo(2);
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks")).isZero();
  }

  @Test
  void aDeletedMessageIsNotCounted() {
    moveAndSend("one", "two");
    host.run(
        "UPDATE messages SET deleted_at = now()"
            + " WHERE id = (SELECT id FROM webhooks.message LIMIT 1)");

    assertThat(detach.drop().messages()).isEqualTo(1);
  }

  @Test
  void theWebhooksGoBackWithNewTokensThatAreDeliveredOnce() {
    moveAndSend("one");
    host.run(GRANT);

    Detached done = detach.toHost(new SecureRandom(), URL, delivered::addAll);

    assertThat(done.leftOut()).isEmpty();
    assertThat(done.messages()).isEqualTo(1);
    assertThat(schemaIsThere()).isFalse();
    assertThat(delivered).hasSize(5);
    for (String line : delivered) {
      assertThat(line).matches("[0-9a-f-]{36} \\S+ \\Q" + URL + "\\E[A-Za-z0-9]{64}");
      UUID webhook = UUID.fromString(line.substring(0, 36));
      assertThat(
              host.value(
                  String.class,
                  "SELECT name || ' ' || ? || token FROM webhooks WHERE id = ?",
                  URL,
                  webhook))
          .isEqualTo(line.substring(37));
    }
    assertThat(
            host.value(
                String.class,
                "SELECT string_agg(concat_ws(',', right(id::text, 2), right(channel_id::text, 2),"
                    + " name, right(created_by::text, 1), avatar_url, active), ' ' ORDER BY id)"
                    + " FROM webhooks"))
        .isEqualTo(
            "b1,a1,CI,3,/api/avatars/ci.png,t b2,a1,Off,3,f b3,a2,Arch,3,t b4,a4,Alone,7,t"
                + " b5,a1,Padded,3,t");
    assertThat(
            host.value(
                Boolean.class,
                "SELECT bool_or(token IN (repeat('A', 64), repeat('B', 64), repeat('E', 64)))"
                    + " FROM webhooks"))
        .isFalse();
  }

  @Test
  void aWebhookThatWentBackCanMoveAgain() {
    moveAndSend();
    host.run(GRANT);
    detach.toHost(new SecureRandom(), "", delivered::addAll);
    host.run("CREATE SCHEMA webhooks AUTHORIZATION chatalot_webhooks");

    moveAndSend();

    String line = delivered.stream().filter(l -> l.startsWith(id("b1") + " ")).findAny().get();
    Token token = Token.parse(line.substring(line.lastIndexOf(' ') + 1)).orElseThrow();
    assertThat(new JdbcWebhookStore(new Database(pool)).find(token.hash()))
        .map(Webhook::id)
        .hasValueSatisfying(found -> assertThat(found.value()).isEqualTo(id("b1")));
  }

  @Test
  void aWebhookWithTheLongestNameGoesBack() {
    moveAndSend();
    host.run("UPDATE webhooks.webhook SET name = repeat('🚀', 64) WHERE id = ?", id("b1"));
    host.run(GRANT);

    assertThat(detach.toHost(new SecureRandom(), "", delivered::addAll).leftOut()).isEmpty();
    assertThat(host.value(String.class, "SELECT name FROM webhooks WHERE id = ?", id("b1")))
        .isEqualTo("🚀".repeat(64));
  }

  @Test
  void aWebhookWithoutItsChannelOrItsCreatorIsLeftOutAndTold() {
    moveAndSend();
    host.run(GRANT);
    host.run("DELETE FROM channels WHERE id = ?", id("a4"));
    host.run("UPDATE webhooks.webhook SET created_by = ? WHERE id = ?", id("ff"), id("b5"));
    host.run(
        "INSERT INTO webhooks (id, channel_id, name, token, created_by) VALUES (?, ?, 'x', 'y', ?)",
        id("b3"),
        id("a1"),
        id("3"));

    Detached done = detach.toHost(new SecureRandom(), "", delivered::addAll);

    assertThat(done.leftOut())
        .containsExactlyInAnyOrder(
            "Webhook " + id("b4") + " (Alone) was left out: its channel is gone",
            "Webhook " + id("b5") + " (Padded) was left out: the account that created it is gone",
            "Webhook "
                + id("b3")
                + " (Arch) was left out: Chatalot's table has a webhook with its id");
    assertThat(delivered).hasSize(2);
  }

  @Test
  void withoutTheRightToWriteNothingIsChangedAndTheRightIsNamed() {
    moveAndSend("one");

    assertThatThrownBy(() -> detach.toHost(new SecureRandom(), URL, lines -> fail("delivered")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The webhooks cannot be written into Chatalot's table; nothing was changed. Run as"
                + " Chatalot's role: GRANT INSERT ON public.webhooks TO chatalot_webhooks");
    assertNothingWasChanged();
  }

  @Test
  void linesThatCannotBeDeliveredChangeNothing() {
    moveAndSend("one");
    host.run(GRANT);

    assertThatThrownBy(
            () ->
                detach.toHost(
                    new SecureRandom(),
                    URL,
                    lines -> {
                      throw new IllegalArgumentException("closed");
                    }))
        .hasMessage("closed");
    assertNothingWasChanged();
  }

  /** The address of the database may give all connections the same name. */
  @ParameterizedTest
  @ValueSource(strings = {"webhooks", "webhooks-admin"})
  void aServerThatIsConnectedIsNotDetached(String name) throws Exception {
    moveAndSend("one");
    host.run(GRANT);
    try (Connection server =
        TestPostgres.named(host.asRole(), name)
            .getConnection(ChatalotHost.ROLE, ChatalotHost.PASSWORD)) {
      String refusal =
          "A server is connected to the database (its connections: 1); stop every server first."
              + " Nothing was changed";
      assertThatThrownBy(detach::drop).hasMessage(refusal);
      assertThatThrownBy(() -> detach.toHost(new SecureRandom(), "", lines -> fail("delivered")))
          .hasMessage(refusal);
      assertNothingWasChanged();
      assertThat(server.isValid(1)).isTrue();
    }
  }

  @Test
  void aConnectionOfAnotherRoleOrAnotherNameIsNoServer() throws Exception {
    moveAndSend("one");
    try (Connection chatalot = TestPostgres.named(host.asHost(), "webhooks").getConnection();
        Connection psql =
            TestPostgres.named(host.asRole(), "psql")
                .getConnection(ChatalotHost.ROLE, ChatalotHost.PASSWORD)) {
      assertThat(detach.drop().messages()).isEqualTo(1);
      assertThat(chatalot.isValid(1) && psql.isValid(1)).isTrue();
    }
  }

  @Test
  void aTableThatIsInUseEndsItWithNothingChanged() {
    moveAndSend("one");
    host.run(GRANT);
    try (Handle reader = Jdbi.open(host.asHost())) {
      reader.begin();
      reader.execute("LOCK TABLE webhooks.message IN ACCESS SHARE MODE");

      assertThatThrownBy(() -> detach.toHost(new SecureRandom(), "", lines -> fail("delivered")))
          .hasMessage("The database is busy; try again.");
      reader.rollback();
    }
    assertNothingWasChanged();
  }

  @Test
  void aDatabaseThatIsNoChatalotsKeepsItsSchema() {
    var alone = TestPostgres.database();
    var standalone = new ChatalotDetach(new Database(alone), "webhooks");

    assertThatThrownBy(standalone::drop)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The database is not a Chatalot's: it has no tables messages and webhooks in public;"
                + " nothing was changed");
    new JdbcWebhookStore(new Database(alone)).find(Samples.token());
  }

  @Test
  void aChatalotWithoutOurTablesHasNothingToDetach() {
    assertThatThrownBy(detach::drop)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("There is nothing to detach");
  }

  /** Moves Chatalot's webhooks, and sends messages by the first. */
  private void moveAndSend(String... contents) {
    Migrations.migrate(host.asRole());
    new ChatalotMove(new Database(pool)).webhooks();
    try (var node = new HostedNode(host, Optional.empty())) {
      Webhook webhook =
          node.webhooks.find(Token.parse("A".repeat(64)).orElseThrow().hash()).orElse(null);
      for (String content : contents) {
        Message sent =
            node.messages.append(Samples.plain(webhook, content)).message().orElseThrow();
        assertThat(sent.content()).hasToString(content);
      }
    }
  }

  private boolean schemaIsThere() {
    return host.value(
        Boolean.class, "SELECT count(*) > 0 FROM pg_namespace WHERE nspname = 'webhooks'");
  }

  private void assertNothingWasChanged() {
    assertThat(schemaIsThere()).isTrue();
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks.webhook")).isEqualTo(5);
    assertThat(host.value(Integer.class, "SELECT count(*) FROM public.webhooks")).isZero();
  }
}
