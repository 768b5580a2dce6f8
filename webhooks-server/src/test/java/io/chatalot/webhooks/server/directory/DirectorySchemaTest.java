package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class DirectorySchemaTest {
  @Test
  void aStartAsksForTheNewestScript() {
    try (Stage stage = new Stage()) {
      var migrations =
          Flyway.configure()
              .dataSource(stage.pool)
              .schemas("directory")
              .locations(DirectorySchema.LOCATION)
              .load()
              .info()
              .all();

      assertThat(migrations[migrations.length - 1].getVersion())
          .hasToString(DirectorySchema.NEWEST);
    }
  }
}
