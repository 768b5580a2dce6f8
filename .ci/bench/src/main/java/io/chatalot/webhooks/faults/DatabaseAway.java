package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Node;
import io.chatalot.webhooks.benchmark.Ports;
import java.util.Locale;

/** The database is away for a while, as for maintenance. */
final class DatabaseAway implements Fault {
  @Override
  public String title(Options options) {
    return "the database away for " + options.away().toSeconds() + " s";
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
      service.requireAliveAndNotReadyFor(scene.options().away());
      scene.postgres().startAgain();
      served.add(callers.awaitServed(1));
      ready.add(service.untilReady());
      callers.awaitServed(Moments.of(0));
    }
    if (scene.ledger().count(503) == 0) {
      scene.ledger().surprise("nobody was told 503");
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
