package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.Accounts.Session;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresKnownClients;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  @Test
  void aRoundRemovesKeysAndSessionsThatHaveExpired() {
    try (HikariDataSource pool = TestDatabases.open()) {
      Migrations.migrate(pool);
      DirectorySchema.migrate(pool);
      var database = new Database(pool);
      var store = new JdbcWebhookStore(database);
      Webhook webhook = Samples.webhook(Samples.channel());
      store.add(webhook, 1, Samples.entry(AuditAction.CREATED, webhook));
      var now = new AtomicReference<>(Samples.NOW);
      var random = new SecureRandom();
      var passwords = new Passwords(random);
      var accounts =
          new PostgresAccounts(database, passwords, random, now::get, Duration.ofDays(1));
      new DirectoryAdmin(database, store, passwords, now::get)
          .addUser("ann", Optional.empty(), "long enough");
      var known = new PostgresKnownClients(database, now::get);
      known.remember("home", accounts.login("ann", "long enough").map(Session::user).orElseThrow());
      try (var messages = new JdbcMessageLog(database, pool);
          var metrics = new Metrics();
          var housekeeping =
              new Housekeeping(messages, Optional.empty(), accounts, known, now::get, metrics)) {
        messages.append(Samples.once(webhook, "key", "text"));
        housekeeping.round();
        assertThat(metrics.scrape())
            .contains("webhook_housekeeping_removed_total{kind=\"key\"} 0")
            .contains("webhook_housekeeping_removed_total{kind=\"session\"} 0");

        now.set(Samples.NOW.plus(Duration.ofDays(1)));
        housekeeping.round();
        assertThat(metrics.scrape())
            .contains("webhook_housekeeping_removed_total{kind=\"key\"} 1")
            .contains("webhook_housekeeping_removed_total{kind=\"session\"} 1")
            .contains("webhook_housekeeping_removed_total{kind=\"known_client\"} 0");

        now.set(Samples.NOW.plus(Duration.ofDays(31)));
        housekeeping.round();
        assertThat(metrics.scrape())
            .contains("webhook_housekeeping_removed_total{kind=\"known_client\"} 1");
      }
    }
  }

  @Test
  void aRoundRemovesOldMessagesIfTheyAreNotKeptForEver() {
    try (HikariDataSource pool = TestDatabases.open()) {
      Migrations.migrate(pool);
      DirectorySchema.migrate(pool);
      var database = new Database(pool);
      Webhook webhook = Samples.webhook(Samples.channel());
      new JdbcWebhookStore(database).add(webhook, 1, Samples.entry(AuditAction.CREATED, webhook));
      InstantSource later = InstantSource.fixed(Samples.NOW.plus(Duration.ofDays(3)));
      var random = new SecureRandom();
      var accounts =
          new PostgresAccounts(database, new Passwords(random), random, later, Duration.ofDays(30));
      var known = new PostgresKnownClients(database, later);
      var retention = new MessageRetention(database, Duration.ofDays(2));
      try (var messages = new JdbcMessageLog(database, pool);
          var metrics = new Metrics()) {
        messages.append(Samples.plain(webhook, "old"));
        for (Optional<MessageRetention> kept :
            List.of(Optional.<MessageRetention>empty(), Optional.of(retention))) {
          try (var housekeeping =
              new Housekeeping(messages, kept, accounts, known, later, metrics)) {
            housekeeping.round();
          }
          assertThat(messages.page(webhook.channelId(), MessageRange.newest(1)))
              .hasSize(kept.isPresent() ? 0 : 1);
        }
        assertThat(metrics.scrape())
            .contains("webhook_housekeeping_rounds_total{outcome=\"done\"} 2")
            .contains("webhook_housekeeping_removed_total{kind=\"message\"} 1");
      }
    }
  }
}
