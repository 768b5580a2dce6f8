package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.PayloadCapturesContract;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbcPayloadCapturesTest implements PayloadCapturesContract {
  private static HikariDataSource pool;
  private static Database database;

  private final JdbcPayloadCaptures captures = new JdbcPayloadCaptures(database);

  @BeforeAll
  static void open() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    database = new Database(pool);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  public PayloadCaptures captures() {
    return captures;
  }

  @Override
  public void age(WebhookId webhook, Duration by) {
    database.call(
        handle ->
            handle.execute(
                "UPDATE webhooks.template_capture"
                    + " SET awaited_until = awaited_until - make_interval(secs => ?),"
                    + " received_at = received_at - make_interval(secs => ?)"
                    + " WHERE webhook_id = ?",
                by.toMillis() / 1_000.0,
                by.toMillis() / 1_000.0,
                webhook.value()));
  }

  @Test
  void endedWaitsAndOldPayloadsAreForgottenAndOthersStay() {
    captures.forgetExpired();
    WebhookId waiting = awaiting();
    WebhookId ended = awaiting();
    age(ended, PayloadCaptures.PATIENCE);
    WebhookId kept = awaiting();
    captures.keep(kept, "{}", Map.of());
    WebhookId old = awaiting();
    captures.keep(old, "{}", Map.of());
    age(old, PayloadCaptures.LIFETIME);

    assertThat(captures.forgetExpired()).isEqualTo(2);
    assertThat(captures.isAwaited(waiting)).isTrue();
    assertThat(captures.find(kept)).isPresent();
    age(waiting, PayloadCaptures.LIFETIME);
    age(kept, PayloadCaptures.LIFETIME);
    assertThat(captures.forgetExpired()).isEqualTo(2);
  }

  @Test
  void aDeletedWebhookLeavesNoPayloadBehind() {
    var webhooks = new JdbcWebhookStore(database);
    Webhook webhook = Samples.added(webhooks, Samples.channel());
    captures.begin(webhook.id());
    captures.keep(webhook.id(), "{}", Map.of());

    webhooks.delete(webhook, before -> Samples.entry(AuditAction.DELETED, before));

    assertThat(captures.find(webhook.id())).isEmpty();
  }

  private WebhookId awaiting() {
    var webhook = new WebhookId(UUID.randomUUID());
    captures.begin(webhook);
    return webhook;
  }
}
