package io.chatalot.webhooks.server.host;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.MessagePartitions;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.server.database.DataSources;
import io.chatalot.webhooks.server.operation.Closer;
import io.chatalot.webhooks.server.operation.Metrics;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.Settings;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * All that hosts are built on.
 *
 * @param closing gets the resources
 */
public record Foundation(
    Settings settings,
    InstantSource clock,
    SecureRandom random,
    Metrics metrics,
    Background background,
    Closer closing) {
  private static final int POOL_SIZE = 12;

  /**
   * Opens the pool of the server.
   *
   * @param onConnecting statements that each new connection runs
   * @throws io.chatalot.webhooks.server.settings.ServerException if the database cannot be used
   */
  public HikariDataSource pool(DatabaseAddress address, String... onConnecting) {
    HikariDataSource pool =
        closing.later(DataSources.open(address, POOL_SIZE, DataSources.SERVER, onConnecting));
    pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics.registry()));
    return pool;
  }

  /**
   * Makes or migrates the webhooks' own tables.
   *
   * @param database of the pool
   * @throws SettingsException if they have another number of partitions for good
   */
  public Stores stores(HikariDataSource pool, Database database) {
    Migrations.migrate(pool);
    int wanted = settings.messagePartitions();
    try {
      MessagePartitions.require(pool, wanted);
    } catch (IllegalStateException split) {
      throw new SettingsException(
          List.of("WEBHOOKS_MESSAGE_PARTITIONS is " + wanted + ", but " + split.getMessage()));
    }
    return new Stores(pool, database, new JdbcWebhookStore(database));
  }
}
