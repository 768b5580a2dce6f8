package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresKnownClients;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes expired rows by the database's clock, from time to time. Any number of nodes may do it at
 * once.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Duration REFRESH = Duration.ofMinutes(1);

  private final JdbcMessageLog messages;
  private final MessageRetention retention;
  private final PostgresAccounts accounts;
  private final PostgresKnownClients known;
  private final Metrics metrics;
  private final List<Recurring> tasks;

  public Housekeeping(
      JdbcMessageLog messages,
      MessageRetention retention,
      PostgresAccounts accounts,
      PostgresKnownClients known,
      Metrics metrics,
      Background background) {
    this.messages = messages;
    this.retention = retention;
    this.accounts = accounts;
    this.known = known;
    this.metrics = metrics;
    tasks =
        List.of(
            background.every(INTERVAL, "housekeeping", this::round),
            background.every(REFRESH, "known_clients", this::refresh));
  }

  public void round() {
    try {
      metrics.removed("key", messages.forgetExpiredKeys());
      metrics.removed("session", accounts.forgetExpired());
      metrics.removed("known_client", known.forgetOld());
      int removed = retention.removeOld();
      metrics.removed("message", removed);
      metrics.tidied("done");
      if (removed > 0) {
        LOG.info("Removed {} messages that were too old to be kept", removed);
      }
    } catch (WebhookException away) {
      metrics.tidied("put_off");
      LOG.info("Put off: {}", away.getMessage());
    } catch (Throwable e) {
      metrics.tidied("failed");
      throw e;
    }
  }

  private void refresh() {
    try {
      known.refresh();
    } catch (WebhookException away) {
      LOG.debug("Put off: {}", away.getMessage());
    }
  }

  @Override
  public void close() {
    tasks.forEach(Recurring::close);
  }
}
