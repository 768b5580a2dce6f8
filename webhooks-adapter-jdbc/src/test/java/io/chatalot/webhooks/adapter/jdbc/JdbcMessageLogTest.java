package io.chatalot.webhooks.adapter.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.MessageLogContract;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbcMessageLogTest implements MessageLogContract {
  private static HikariDataSource onePool;
  private static HikariDataSource otherPool;
  private static JdbcMessageLog one;
  private static JdbcMessageLog other;

  @BeforeAll
  static void open() {
    DataSource database = TestPostgres.database();
    onePool = TestPostgres.pool(database, 8);
    otherPool = TestPostgres.pool(database, 8);
    one = new JdbcMessageLog(new Database(onePool), onePool);
    other = new JdbcMessageLog(new Database(otherPool), otherPool);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
    onePool.close();
    otherPool.close();
  }

  @Override
  public WebhookStore webhooks() {
    return new JdbcWebhookStore(new Database(onePool));
  }

  @Override
  public MessageLog messages() {
    return one;
  }

  @Override
  public MessageLog otherNode() {
    return other;
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    Ageing.age(new Database(onePool), webhook, by);
  }
}
