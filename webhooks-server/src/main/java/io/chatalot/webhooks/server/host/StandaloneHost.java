package io.chatalot.webhooks.server.host;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.adapter.jdbc.MessageTables;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.FirstStart;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresCommunities;
import io.chatalot.webhooks.server.directory.PostgresDirectory;
import io.chatalot.webhooks.server.directory.PostgresKnownClients;
import io.chatalot.webhooks.server.limit.FailedLogins;
import io.chatalot.webhooks.server.limit.LoginLimits;
import io.chatalot.webhooks.server.operation.Chore;
import io.chatalot.webhooks.server.operation.Metrics;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own users, sessions, communities and channels. */
public final class StandaloneHost implements Host {
  private static final Logger LOG = LoggerFactory.getLogger(StandaloneHost.class);
  private static final Duration REFRESH = Duration.ofMinutes(1);

  private final Stores stores;
  private final Metrics metrics;
  private final PostgresDirectory directory;
  private final PostgresAccounts accounts;
  private final PostgresCommunities communities;
  private final PostgresKnownClients known;
  private final LoginLimits logins;
  private final MessageRetention retention;

  private StandaloneHost(Foundation foundation, Stores stores, Passwords passwords) {
    this.stores = stores;
    metrics = foundation.metrics();
    Database database = stores.database();
    directory = new PostgresDirectory(database);
    accounts =
        new PostgresAccounts(
            database,
            passwords,
            foundation.random(),
            Duration.ofDays(foundation.settings().sessionDays()));
    communities = new PostgresCommunities(database);
    known = new PostgresKnownClients(database, foundation.clock());
    var failures = new FailedLogins(accounts::exists, metrics::loginNotLogged, System::nanoTime);
    logins = new LoginLimits(known, failures, foundation.background());
    retention = retention(database, foundation.settings().retentionDays());
    metrics.watch("webhook.logins.waiting", logins::waiting);
    foundation
        .closing()
        .later(foundation.background().every(REFRESH, "known_clients", this::refreshKnown));
  }

  private void refreshKnown() {
    try {
      known.refresh();
    } catch (WebhookException away) {
      LOG.debug("Put off: {}", away.getMessage());
    }
  }

  /**
   * Opens the host, and fills it at a first start.
   *
   * @param madePassword gets the password that a first start makes if none is set
   */
  public static StandaloneHost open(
      Foundation foundation, DatabaseAddress address, Consumer<String> madePassword) {
    HikariDataSource pool = foundation.pool(address);
    Stores stores = foundation.stores(pool, new Database(pool));
    DirectorySchema.migrate(pool);
    var passwords = new Passwords(foundation.random());
    var admin = new DirectoryAdmin(stores.database(), stores.webhooks(), passwords);
    new FirstStart(stores.database(), admin, passwords, foundation.random())
        .run(foundation.settings().ownerPassword(), madePassword);
    return new StandaloneHost(foundation, stores, passwords);
  }

  private static MessageRetention retention(Database database, int days) {
    return days == 0
        ? MessageRetention.forEver(database)
        : new MessageRetention(database, Duration.ofDays(days));
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Directory directory() {
    return directory;
  }

  @Override
  public Authenticator authenticator() {
    return accounts;
  }

  @Override
  public MessageTables messageTables() {
    return MessageTables.OWN;
  }

  @Override
  public ServerApi api(Health health, Supplier<String> scrape, Supplier<URI> publicUrl) {
    LoginLimit counted = metrics.counted("logins", "login_places", logins);
    return ServerApi.standalone(accounts, counted, communities, health, scrape, publicUrl);
  }

  @Override
  public void stopping() {
    logins.close();
  }

  @Override
  public List<Chore> chores() {
    return List.of(
        new Chore("session", accounts::forgetExpired),
        new Chore("known_client", known::forgetOld),
        new Chore("message", retention::removeOld));
  }
}
