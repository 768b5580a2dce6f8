package io.chatalot.webhooks.faults;

import java.time.Duration;

/** The others, who are to be served while a crowd misbehaves. */
final class Bystanders {
  /** A hiccup of a machine that does everything at once is no fault of the server's. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Bystanders() {}

  /** Watches them for a while; returns what was measured. */
  static String watch(Scene scene) {
    Ledger ledger = scene.ledger();
    ledger.slowest();
    long before = ledger.count(200);
    Service.pause(scene.options().time().toMillis());
    return judge(scene, before);
  }

  /** What became of them since there were {@code before} answers. */
  static String judge(Scene scene, long before) {
    Ledger ledger = scene.ledger();
    long served = ledger.count(200) - before;
    Duration slowest = ledger.slowest();
    if (ledger.count(503) + ledger.unanswered() > 0) {
      ledger.surprise("others were not served");
    }
    if (served == 0 || slowest.compareTo(PATIENCE) > 0) {
      ledger.surprise("others waited for " + Times.seconds(slowest));
    }
    return "others: %,d answers/s, the slowest %s"
        .formatted(served / scene.options().time().toSeconds(), Times.seconds(slowest));
  }
}
