package io.chatalot.webhooks.adapter.jdbc;

import javax.sql.DataSource;

class PartitionedMessageRetentionTest extends MessageRetentionTest {
  @Override
  DataSource newDatabase() {
    return TestPostgres.partitionedDatabase();
  }
}
