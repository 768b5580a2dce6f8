package io.chatalot.webhooks.server.chatalot;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.MessageTables;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotDirectory;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUsers;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotWebhookList;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostLocks;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostNotices;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostedMessages;
import io.chatalot.webhooks.adapter.jdbc.chatalot.Vanished;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotMove;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotOrphans;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.host.Foundation;
import io.chatalot.webhooks.server.host.Host;
import io.chatalot.webhooks.server.host.Stores;
import io.chatalot.webhooks.server.operation.Chore;
import io.chatalot.webhooks.server.settings.ChatalotSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live Chatalot: its users, its channels, its messages. */
public final class BesideChatalot implements Host {
  private static final Logger LOG = LoggerFactory.getLogger(BesideChatalot.class);

  /** Enough for most Chatalots; callers do not wait for the rest. */
  private static final Duration FIRST_TEXTS = Duration.ofSeconds(5);

  private final Foundation foundation;
  private final Stores stores;
  private final ChatalotDirectory directory;
  private final ChatalotAccounts accounts;
  private final HostedMessages messages;
  private final ChatalotOrphans orphans;

  private BesideChatalot(
      Foundation foundation, Stores stores, ChatalotKey key, Optional<UserId> sender) {
    this.foundation = foundation;
    this.stores = stores;
    Database database = stores.database();
    directory = new ChatalotDirectory(database);
    accounts = new ChatalotAccounts(key, database, foundation.clock());
    HostNotices notices =
        foundation.closing().later(new HostNotices(database, foundation.background()));
    messages = new HostedMessages(sender.map(UserId::value), notices);
    orphans = new ChatalotOrphans(database, System::nanoTime);
  }

  /**
   * Opens the host. Changes nothing before it has checked the database, the role and the sender.
   * Logs what a move of Chatalot's own webhooks has done, a line each.
   *
   * @throws io.chatalot.webhooks.server.settings.SettingsException if the public key cannot be
   *     used, the database is not a Chatalot that this server knows, the role lacks a right, or the
   *     sender cannot send; a line for each problem
   */
  public static BesideChatalot open(Foundation foundation, ChatalotSettings settings) {
    ChatalotKey key =
        foundation.closing().later(new ChatalotKey(settings.publicKey(), foundation.background()));
    HikariDataSource pool = foundation.pool(settings.address(), HostLocks.ON_CONNECTING);
    var database = new Database(pool).trying(HostLocks.TRIES);
    Optional<UserId> sender = ChatalotStart.check(database, settings.sender(), LOG::warn);
    Stores stores = foundation.stores(pool, database);
    if (settings.move()) {
      var move = new ChatalotMove(database);
      move.webhooks().forEach(LOG::warn);
      foundation
          .closing()
          .later(new OldMessageTexts(move, LOG::info, foundation.background()))
          .await(FIRST_TEXTS);
    }
    return new BesideChatalot(foundation, stores, key, sender);
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
    return messages;
  }

  @Override
  public void attach(JdbcMessageLog log) {
    foundation
        .closing()
        .later(
            new Vanished(stores.database(), log::followed, log::happened, foundation.background()));
  }

  @Override
  public ServerApi api(Health health, Supplier<String> scrape, Supplier<URI> publicUrl) {
    Database database = stores.database();
    return ServerApi.besideHost(
        accounts,
        accounts,
        new ChatalotCommunities(database),
        new ChatalotAdministration(new ChatalotUsers(database), new ChatalotWebhookList(database)),
        health,
        scrape,
        publicUrl);
  }

  @Override
  public List<Chore> chores() {
    return List.of(new Chore("orphan", orphans::round));
  }
}
