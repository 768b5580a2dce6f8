package io.chatalot.webhooks.adapter.jdbc.retention;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Warns about another node with another retention, at once and then every hour: the shortest
 * retention decides for all messages. It compares rounds that finished between two checks of this
 * node, so a setting that is being changed on all nodes one after the other causes no warning
 * afterwards.
 */
public final class RetentionDifference {
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Optional<Duration> age;
  private final Logger log;
  private final Duration again;
  private Optional<Instant> lookedAt = Optional.empty();
  private List<Duration> said = List.of();
  private Instant saidAt = Instant.MIN;

  /**
   * @param age the retention of this node; empty for ever
   */
  public RetentionDifference(Optional<Duration> age, Logger log) {
    this(age, log, AGAIN);
  }

  public RetentionDifference(Optional<Duration> age, Logger log, Duration again) {
    this.age = age;
    this.log = log;
    this.again = again;
  }

  public synchronized void look(Database database) {
    Instant now = database.now();
    List<Duration> others =
        lookedAt
            .map(since -> database.call(handle -> RetentionSetting.appliedSince(handle, since)))
            .orElse(List.of())
            .stream()
            .filter(other -> !Optional.of(other).equals(age))
            .toList();
    boolean due = !others.equals(said) || Duration.between(saidAt, now).compareTo(again) >= 0;
    if (!others.isEmpty() && due) {
      log.warn(
          "This node keeps messages {}, and another node for {} days: the shortest time holds for"
              + " the messages of all, so give all nodes the same",
          age.map(own -> "for " + own.toDays() + " days").orElse("for ever"),
          others.get(0).toDays());
      saidAt = now;
    }
    said = others;
    lookedAt = Optional.of(now);
  }
}
