package io.chatalot.webhooks.bench.faults.scene;

import java.time.Duration;
import java.util.Locale;

/** The others, who are to be served while a crowd misbehaves. */
public final class Bystanders {
  /** A hiccup of a machine that does everything at once is no fault of the server's. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final long start = System.nanoTime();
  private final long before;
  private long served;
  private Duration watched;

  /** Watches them from now on. */
  public Bystanders(Scene scene) {
    ledger = scene.ledger();
    ledger.slowest();
    before = ledger.count(200);
  }

  /** The crowd has gone on for long enough; it is still there. */
  public void enough() {
    served = ledger.count(200) - before;
    watched = Duration.ofNanos(System.nanoTime() - start);
  }

  /** When all callers are done, so that those who had to wait for the crowd to go are told of. */
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
