package io.chatalot.webhooks.adapter.jdbc.chatalot;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.BatchObserver;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import java.util.Optional;
import java.util.UUID;

/** A node beside a Chatalot, which connects as the restricted role. */
public final class HostedNode implements AutoCloseable {
  public final HikariDataSource pool;
  public final Database database;
  public final JdbcWebhookStore webhooks;
  public final JdbcMessageLog messages;

  public HostedNode(ChatalotHost host, Optional<UUID> sender) {
    pool = TestPostgres.pool(host.asRole(), 8, HostLocks.ON_CONNECTING);
    Migrations.migrate(pool);
    database = new Database(pool);
    webhooks = new JdbcWebhookStore(database);
    messages =
        new JdbcMessageLog(
            database,
            new HostedMessages(sender, stored -> {}),
            pool,
            JdbcMessageLog.DEFAULT_QUEUE_CAPACITY,
            BatchObserver.NONE,
            LoggedBackground.create());
  }

  @Override
  public void close() {
    messages.close();
    pool.close();
  }
}
