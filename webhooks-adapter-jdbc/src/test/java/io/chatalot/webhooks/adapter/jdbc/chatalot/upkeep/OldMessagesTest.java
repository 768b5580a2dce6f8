package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldMessagesTest {
  private final ChatalotHost host = ChatalotHost.create();
  private HikariDataSource pool;
  private ChatalotMove move;

  @BeforeEach
  void open() {
    Migrations.migrate(host.asRole());
    pool = TestPostgres.pool(host.asRole(), 4);
    move = new ChatalotMove(new Database(pool));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void anOldMessageHasTheTextOfANewOne() {
    assertThat(move.texts()).containsExactly("Old messages that Chatalot shows now: 1");

    assertThat(text(id("f1"))).isEqualTo("**CI**\n\nBuild #142 passed");
    assertThat(
            host.value(
                Boolean.class, "SELECT edited_at IS NULL FROM messages WHERE id = ?", id("f1")))
        .isTrue();
  }

  @Test
  void chatalotsSearchWorksAgain() {
    assertThatThrownBy(() -> found("build")).hasMessageContaining("0x00");

    move.texts();

    assertThat(found("build")).containsExactly(id("f1"));
    assertThat(found("HELLO")).containsExactly(id("f2"));
  }

  @Test
  void messagesOfPeopleDeletedMessagesAndOursStayAsTheyAre() {
    host.run("UPDATE messages SET plaintext = '{\"content\":\"x\"}' WHERE id = ?", id("f2"));
    old(id("f3"), "{\"content\":\"deleted\",\"webhook_name\":\"CI\"}");
    host.run("UPDATE messages SET deleted_at = now() WHERE id = ?", id("f3"));
    old(id("f4"), "{\"content\":\"ours\",\"webhook_name\":\"CI\"}");
    host.run(
        "INSERT INTO webhooks.message (channel_id, position, id, webhook_id, username, content,"
            + " created_at) VALUES (?, 1, ?, ?, '', '', now())",
        id("a1"),
        id("f4"),
        id("b1"));
    host.run("UPDATE messages SET ciphertext = 'ours' WHERE id = ?", id("f4"));

    assertThat(move.texts()).containsExactly("Old messages that Chatalot shows now: 1");

    assertThat(text(id("f2"))).isEqualTo("hello");
    assertThat(bytes(id("f3"))).containsExactly(0);
    assertThat(text(id("f4"))).isEqualTo("ours");
  }

  @Test
  void aPlaintextThatIsNoMessageIsLeftOutAndTold() {
    old(id("f3"), "not JSON");
    old(id("f4"), "{\"webhook_name\":\"CI\"}");

    assertThat(move.texts())
        .containsExactly(
            "The old message "
                + id("f3")
                + " got no text: its plaintext is not that of a webhook's message",
            "The old message "
                + id("f4")
                + " got no text: its plaintext is not that of a webhook's message",
            "Old messages that Chatalot shows now: 1");
    assertThat(bytes(id("f3"))).containsExactly(0);
  }

  @Test
  void ofManyMessagesWithoutATextTwentyAreNamed() {
    host.run(
        """
        INSERT INTO messages (id, channel_id, ciphertext, nonce, message_type, plaintext)
        SELECT gen_random_uuid(), '01900000-0000-7000-8000-0000000000a1', '\\x00', '\\x00',
          'webhook', '{'
        FROM generate_series(1, 25);
        """);

    assertThat(move.texts())
        .hasSize(22)
        .endsWith(
            "Further old messages without a text: 5", "Old messages that Chatalot shows now: 1");
  }

  @Test
  void everyOneOfThousandsOfMessagesGetsItsText() {
    host.run(
        """
        INSERT INTO messages (id, channel_id, ciphertext, nonce, message_type, plaintext)
        SELECT gen_random_uuid(), '01900000-0000-7000-8000-0000000000a1', '\\x00', '\\x00',
          CASE WHEN n % 10 = 0 THEN 'text' ELSE 'webhook' END,
          CASE WHEN n % 10 = 0 THEN NULL ELSE '{"webhook_name":"CI","content":"' || n || '"}' END
        FROM generate_series(1, 25000) AS n;
        """);

    assertThat(move.texts()).containsExactly("Old messages that Chatalot shows now: 22501");

    assertThat(
            host.value(
                Integer.class,
                """
                SELECT count(*) FROM messages
                WHERE message_type = 'webhook'
                  AND convert_from(ciphertext, 'UTF8')
                    = E'**CI**\\n\\n' || (plaintext::json->>'content')
                """))
        .isEqualTo(22_501);
  }

  @Test
  void aLockedMessageEndsTheWorkWithOneLine() {
    try (Handle writer = Jdbi.open(host.asHost())) {
      writer.begin();
      writer.execute("UPDATE messages SET quarantined_at = now() WHERE id = ?", id("f1"));

      assertThatThrownBy(move::texts)
          .isInstanceOf(WebhookException.class)
          .hasMessage(
              "Not all old messages of Chatalot's webhooks got their text:"
                  + " The database is busy; try again.");
      writer.rollback();
    }
  }

  private void old(UUID message, String plaintext) {
    host.run(
        "INSERT INTO messages (id, channel_id, ciphertext, nonce, message_type, plaintext)"
            + " VALUES (?, ?, '\\x00', '\\x00', 'webhook', ?)",
        message,
        id("a1"),
        plaintext);
  }

  private String text(UUID message) {
    return host.value(
        String.class,
        "SELECT convert_from(ciphertext, 'UTF8') FROM messages WHERE id = ?",
        message);
  }

  private byte[] bytes(UUID message) {
    return host.value(byte[].class, "SELECT ciphertext FROM messages WHERE id = ?", message);
  }

  /** Searches a channel as Chatalot's server does. */
  private List<UUID> found(String text) {
    return Jdbi.create(host.asHost())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT id FROM messages WHERE channel_id = :channel"
                            + " AND convert_from(ciphertext, 'UTF8') ILIKE :text")
                    .bind("channel", id("a1"))
                    .bind("text", "%" + text + "%")
                    .mapTo(UUID.class)
                    .list());
  }
}
