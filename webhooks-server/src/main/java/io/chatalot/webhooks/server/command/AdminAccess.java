package io.chatalot.webhooks.server.command;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotDetach;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.server.database.DataSources;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.operation.LogLevels;
import io.chatalot.webhooks.server.settings.ChatalotSettings;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.ServerException;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens the directory for a command, while a server runs or not. */
public final class AdminAccess {
  /** The name of a command's connections. */
  private static final String COMMAND = "webhooks-admin";

  private final Map<String, String> environment;

  AdminAccess(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Does some work with the directory, which stays open until the work is done. */
  void with(Consumer<DirectoryAdmin> work) {
    open((database, admin) -> work.accept(admin));
  }

  /**
   * Does some work with the directory in one transaction, and commits it after the result was
   * written, since the result can be shown only once.
   *
   * @throws ServerException if the result could not be written; the transaction is rolled back
   */
  void print(PrintWriter out, Function<DirectoryAdmin, ?> work) {
    open(
        (database, admin) ->
            database.inTransaction(
                handle -> {
                  Output.deliver(out, work.apply(admin));
                  return null;
                }));
  }

  /**
   * Checks that the directory is ours, before a command asks for anything.
   *
   * @throws ServerException if a Chatalot has the users, communities, channels and members
   */
  void requireInCharge() {
    requireInCharge(Settings.of(environment));
  }

  private static void requireInCharge(Settings settings) {
    if (settings.chatalot().isPresent()) {
      throw new ServerException(
          "Chatalot is in charge of users, communities, channels and members, since"
              + " WEBHOOKS_CHATALOT_DATABASE_URL is set; change them there");
    }
  }

  /**
   * Does some work with the end of the work beside a Chatalot, and with the beginning of webhook
   * URLs, which is empty without a public URL.
   */
  void withChatalot(BiConsumer<ChatalotDetach, String> work) {
    LogLevels.quiet();
    Settings settings = Settings.of(environment);
    ChatalotSettings chatalot =
        settings
            .chatalot()
            .orElseThrow(
                () ->
                    new ServerException(
                        "WEBHOOKS_CHATALOT_DATABASE_URL is not set: there is no Chatalot to detach"
                            + " from"));
    try (HikariDataSource pool = DataSources.open(chatalot.address(), 1, COMMAND)) {
      work.accept(
          new ChatalotDetach(new Database(pool), DataSources.SERVER),
          settings.publicUrl().map(url -> url + "/api/webhooks/execute/").orElse(""));
    }
  }

  private void open(BiConsumer<Database, DirectoryAdmin> work) {
    Settings settings = Settings.of(environment);
    requireInCharge(settings);
    LogLevels.quiet();
    settings
        .databaseUrl()
        .ifPresentOrElse(address -> open(address, work), () -> openEmbedded(settings, work));
  }

  private static void openEmbedded(Settings settings, BiConsumer<Database, DirectoryAdmin> work) {
    try (EmbeddedDatabase database = EmbeddedDatabase.forCommand(settings.dataDir())) {
      // A command that is interrupted must not leave a database server behind.
      Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-database"));
      open(addressOf(database), work);
    }
  }

  private static void open(DatabaseAddress address, BiConsumer<Database, DirectoryAdmin> work) {
    try (HikariDataSource pool = DataSources.open(address, 2, COMMAND)) {
      Migrations.migrate(pool);
      DirectorySchema.migrate(pool);
      var passwords = new Passwords(new SecureRandom());
      var database = new Database(pool);
      var webhooks = new JdbcWebhookStore(database);
      work.accept(database, new DirectoryAdmin(database, webhooks, passwords));
    }
  }

  public static DatabaseAddress addressOf(EmbeddedDatabase database) {
    return new DatabaseAddress(
        database.jdbcUrl(), Optional.of(database.user()), Optional.of(database.password()));
  }
}
