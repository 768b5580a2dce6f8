package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.WebhookException;
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
  private static final String MESSAGES = "message";

  private final List<Chore> chores;
  private final Metrics metrics;
  private final Recurring rounds;

  /**
   * Begins with a first round after ten minutes.
   *
   * @param chores done one after the other; a failure ends the round
   */
  public Housekeeping(List<Chore> chores, Metrics metrics, Background background) {
    this.chores = List.copyOf(chores);
    this.metrics = metrics;
    rounds = background.every(INTERVAL, "housekeeping", this::round);
  }

  public void round() {
    try {
      chores.forEach(this::work);
      metrics.tidied("done");
    } catch (WebhookException away) {
      metrics.tidied("put_off");
      LOG.info("Put off: {}", away.getMessage());
    } catch (Throwable e) {
      metrics.tidied("failed");
      throw e;
    }
  }

  private void work(Chore chore) {
    int removed = chore.work().getAsInt();
    metrics.removed(chore.kind(), removed);
    if (removed > 0 && chore.kind().equals(MESSAGES)) {
      LOG.info("Removed {} messages that were too old to be kept", removed);
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
