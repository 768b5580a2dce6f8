package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresKnownClients;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  /** The clock of a node, 49 hours ahead of the database's. */
  private static final InstantSource AHEAD =
      () -> InstantSource.system().instant().plus(Duration.ofHours(49));

  private final HikariDataSource pool = TestDatabases.open();
  private final Database database = new Database(pool);
  private final JdbcWebhookStore store = new JdbcWebhookStore(database);
  private final SecureRandom random = new SecureRandom();
  private final Passwords passwords = new Passwords(random);
  private final Metrics metrics = new Metrics();
  private JdbcMessageLog messages;
  private PostgresAccounts accounts;
  private PostgresKnownClients known;
  private Webhook webhook;

  @BeforeEach
  void fill() {
    Migrations.migrate(pool);
    DirectorySchema.migrate(pool);
    messages = new JdbcMessageLog(database, pool);
    accounts = new PostgresAccounts(database, passwords, random, Duration.ofDays(1));
    known = new PostgresKnownClients(database, AHEAD);
    webhook = Samples.added(store, Samples.channel());
    new DirectoryAdmin(database, store, passwords).addUser("ann", Optional.empty(), "long enough");
    known.remember("home", accounts.login("ann", "long enough").map(Session::user).orElseThrow());
    messages.append(Samples.once(webhook, "key", "text"));
  }

  @AfterEach
  void end() {
    messages.close();
    metrics.close();
    pool.close();
  }

  private void round(MessageRetention retention) {
    try (var housekeeping =
        new Housekeeping(
            List.of(
                new Chore("key", messages::forgetExpiredKeys),
                new Chore("session", accounts::forgetExpired),
                new Chore("known_client", known::forgetOld),
                new Chore("message", retention::removeOld)),
            metrics,
            Backgrounds.silent())) {
      housekeeping.round();
    }
  }

  /** Makes all that expires so much older. */
  private void age(Duration by) {
    for (String column :
        List.of(
            "webhooks.message SET created_at = created_at",
            "webhooks.idempotency_key SET created_at = created_at",
            "directory.session SET expires_at = expires_at",
            "directory.known_client SET seen_at = seen_at")) {
      database.call(
          handle ->
              handle.execute(
                  "UPDATE " + column + " - make_interval(secs => ?)", (double) by.toSeconds()));
    }
  }

  private static String removed(String kind, int count) {
    return String.format(
        Locale.ROOT, "webhook_housekeeping_removed_total{kind=\"%s\"} %d.0\n", kind, count);
  }

  @Test
  void aRoundRemovesKeysAndSessionsThatHaveExpired() {
    round(MessageRetention.forEver(database));
    assertThat(metrics.scrape()).contains(removed("key", 0), removed("session", 0));

    age(Duration.ofDays(1));
    round(MessageRetention.forEver(database));
    assertThat(metrics.scrape())
        .contains(removed("key", 1), removed("session", 1), removed("known_client", 0));

    age(Duration.ofDays(30));
    round(MessageRetention.forEver(database));
    assertThat(metrics.scrape()).contains(removed("known_client", 1));
  }

  @Test
  void aRoundRemovesOldMessagesIfTheyAreNotKeptForEver() {
    age(Duration.ofDays(3));
    var retention = new MessageRetention(database, Duration.ofDays(2));
    for (MessageRetention kept : List.of(MessageRetention.forEver(database), retention)) {
      round(kept);
      assertThat(messages.page(webhook.channelId(), MessageRange.newest(1)))
          .hasSize(kept == retention ? 0 : 1);
    }
    assertThat(metrics.scrape())
        .contains("webhook_housekeeping_rounds_total{outcome=\"done\"} 2.0\n")
        .contains(removed("message", 1));
  }
}
