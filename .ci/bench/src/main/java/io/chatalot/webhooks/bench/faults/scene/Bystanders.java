package io.chatalot.webhooks.bench.faults.scene;

import java.time.Duration;
import java.util.Locale;

/** The other callers, which must be served while a crowd misbehaves. */
public final class Bystanders {
  /** Allows for a hiccup of a machine that also runs the database and the load. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final long start = System.nanoTime();
  private final long before;
  private long served;
  private Duration watched;

  /** Starts the other callers. */
  public Bystanders(Scene scene) {
    ledger = scene.ledger();
    ledger.slowest();
    before = ledger.count(200);
  }

  /** Ends the measurement while the crowd is still there. */
  public void enough() {
    served = ledger.count(200) - before;
    watched = Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Judges after all callers are done, so that calls count too that waited for the end of the
   * crowd.
   */
  public String judge() {
    Duration slowest = ledger.slowest();
    if (ledger.count(503) + ledger.unanswered() > 0) {
      ledger.surprise("others were not served");
    }
    if (served == 0 || slowest.compareTo(PATIENCE) > 0) {
      ledger.surprise("others waited for " + Times.seconds(slowest));
    }
    return String.format(
        Locale.ROOT,
        "others: %,.0f answers/s, the slowest after %s",
        served * 1e9 / watched.toNanos(),
        Times.seconds(slowest));
  }
}
