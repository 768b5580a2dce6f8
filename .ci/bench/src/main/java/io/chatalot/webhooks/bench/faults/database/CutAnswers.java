package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Ports;
import java.io.IOException;
import java.util.Locale;

/** Cuts the connection to the database in place of an answer, the answer to a commit included. */
final class CutAnswers implements Fault {
  private static final int EVERY = 23;

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT,
        "the connection to the database cut in place of each %drd answer, for %d s",
        EVERY,
        severity.time().toSeconds());
  }

  @Override
  public String happen(Scene scene) throws IOException {
    OwnDatabase real = scene.database();
    var times = new Times();
    try (var proxy = new CuttingProxy(real.port())) {
      var way = new OwnDatabase(proxy.port(), real.name(), real.user(), real.password());
      Node node = scene.node(Ports.free(), way);
      try (Callers callers = scene.callers(node)) {
        callers.awaitServed(Moments.of(1));
        proxy.cutEvery(EVERY);
        Service.pause(scene.severity().time().toMillis());
        proxy.cutEvery(0);
        times.add(callers.awaitServed(1));
        callers.awaitServed(Moments.of(0));
      }
      Service.requireSoon(scene, times.longest());
      Service.requireAlive(scene, node);
      if (proxy.cuts() == 0) {
        scene.ledger().surprise("nothing was cut");
      }
      node.close();
      return String.format(
          Locale.ROOT, "%,d cuts; served again after %s", proxy.cuts(), times.shown());
    }
  }
}
