package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUsers;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotWebhookList;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatalotAdministrationTest {
  private static ChatalotHost host;
  private static Database database;
  private static ChatalotAdministration administration;
  private static Webhook webhook;

  @BeforeAll
  static void open() {
    host = TestDatabases.chatalot();
    Migrations.migrate(host.asRole());
    database = new Database(host.asRole());
    administration =
        new ChatalotAdministration(new ChatalotUsers(database), new ChatalotWebhookList(database));
    webhook = Samples.added(new JdbcWebhookStore(database), new ChannelId(id("a3")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void theInstancesOwnerAndAdminListTheWebhooksOfAllChannels(String user) {
    var page = administration.page(new UserId(id(user)), 1, 20);

    assertThat(page.webhooks()).containsExactly(webhook);
    assertThat(page.total()).isEqualTo(1);
  }

  @Test
  void aPageAfterTheLastHasTheTotal() {
    var page = administration.page(new UserId(id("1")), 2, 20);

    assertThat(page.webhooks()).isEmpty();
    assertThat(page.total()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "4", "5", "6", "7", "8", "9", "a", "b", "ff"})
  void nobodyElseDoes(String user) {
    assertForbidden(user);
  }

  @Test
  void theTableDecidesAtOnceWhoTheyAre() {
    host.run("UPDATE users SET is_admin = true WHERE id = ?", id("7"));
    assertThat(administration.page(new UserId(id("7")), 1, 20).total()).isEqualTo(1);

    host.run("UPDATE users SET suspended_at = now() WHERE id = ?", id("7"));
    assertForbidden("7");

    host.run("UPDATE users SET is_admin = false, suspended_at = NULL WHERE id = ?", id("7"));
    assertForbidden("7");
  }

  private static void assertForbidden(String user) {
    assertThatThrownBy(() -> administration.page(new UserId(id(user)), 1, 20))
        .isInstanceOfSatisfying(
            WebhookException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN));
  }
}
