package io.chatalot.webhooks.server;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gives a command the directory, whether a server runs or not. */
final class AdminAccess {
  private final Map<String, String> environment;

  AdminAccess(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Does some work with the directory, which is there for as long as the work takes. */
  <T> T with(Function<DirectoryAdmin, T> work) {
    LogLevels.quiet();
    Settings settings = Settings.of(environment);
    return settings.databaseUrl().isPresent()
        ? with(settings.databaseUrl().get(), work)
        : withEmbedded(settings, work);
  }

  private static <T> T withEmbedded(Settings settings, Function<DirectoryAdmin, T> work) {
    try (EmbeddedDatabase database = EmbeddedDatabase.forCommand(settings.dataDir())) {
      // Whoever breaks the command off must not leave a database server behind.
      Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-database"));
      return with(addressOf(database), work);
    }
  }

  private static <T> T with(DatabaseAddress address, Function<DirectoryAdmin, T> work) {
    try (HikariDataSource pool = DataSources.open(address, 2, "webhooks-admin")) {
      Migrations.migrate(pool);
      DirectorySchema.migrate(pool);
      var passwords = new Passwords(new SecureRandom());
      var database = new Database(pool);
      var webhooks = new JdbcWebhookStore(database);
      return work.apply(new DirectoryAdmin(database, webhooks, passwords));
    }
  }

  static DatabaseAddress addressOf(EmbeddedDatabase database) {
    return new DatabaseAddress(
        database.jdbcUrl(), Optional.of(database.user()), Optional.of(database.password()));
  }
}
