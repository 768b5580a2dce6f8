package io.chatalot.webhooks.adapter.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.WebhookStoreContract;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbcWebhookStoreTest implements WebhookStoreContract {
  private static HikariDataSource pool;
  private static Database database;

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
  public WebhookStore webhooks() {
    return new JdbcWebhookStore(database);
  }

  @Override
  public AuditTrail audit() {
    return new JdbcAuditTrail(database);
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    Ageing.age(database, webhook, by);
  }
}
