package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.Ageing;
import io.chatalot.webhooks.adapter.jdbc.JdbcAuditTrail;
import io.chatalot.webhooks.application.contract.WebhookStoreContract;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The store beside a Chatalot, as the restricted role and with its short waits for locks. */
class HostedWebhookStoreTest implements WebhookStoreContract {
  private static HostedNode node;

  @BeforeAll
  static void open() {
    node = new HostedNode(ChatalotHost.create(), Optional.empty());
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Override
  public WebhookStore webhooks() {
    return node.webhooks;
  }

  @Override
  public AuditTrail audit() {
    return new JdbcAuditTrail(node.database);
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    Ageing.age(node.database, webhook, by);
  }
}
