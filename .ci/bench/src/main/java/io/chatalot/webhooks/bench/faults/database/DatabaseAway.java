package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.util.Locale;

/** Takes the database away for a while, as for maintenance. */
final class DatabaseAway implements Fault {
  @Override
  public String title(Severity severity) {
    return "the database away for " + severity.away().toSeconds() + " s";
  }

  @Override
  public String happen(Scene scene) {
    var served = new Times();
    var ready = new Times();
    Node node = scene.node(Ports.free());
    try (Callers callers = scene.callers(node)) {
      var service = new Service(scene, node);
      callers.awaitServed(Moments.of(1));
      scene.postgres().stop();
      service.requireAliveAndNotReadyFor(scene.severity().away());
      scene.postgres().startAgain();
      served.add(callers.awaitServed(1));
      ready.add(service.untilReady());
      callers.awaitServed(Moments.of(0));
    }
    if (scene.ledger().count(503) == 0) {
      scene.ledger().surprise("no call got 503");
    }
    Service.requireSoon(scene, served.longest());
    Service.requireSoon(scene, ready.longest());
    Service.requireAlive(scene, node);
    return String.format(
        Locale.ROOT,
        "live all the time, not ready meanwhile; served again %s after its return",
        served.shown());
  }
}
