package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has expired, now and then. Any number of nodes may do it at once. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
          });

  Housekeeping(JdbcMessageLog messages, PostgresAccounts accounts, InstantSource clock) {
    Runnable round =
        () -> {
          try {
            messages.forgetExpiredKeys(clock.instant());
            accounts.forgetExpired();
          } catch (WebhookException away) {
            LOG.info("Put off: {}", away.getMessage());
          } catch (RuntimeException e) {
            LOG.error("Could not remove what has expired", e);
          }
        };
    executor.scheduleWithFixedDelay(
        round, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
