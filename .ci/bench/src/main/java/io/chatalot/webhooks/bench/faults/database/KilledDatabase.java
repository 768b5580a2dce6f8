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

/** Kills PostgreSQL under load and starts it again; the server stays up. */
final class KilledDatabase implements Fault {
  @Override
  public String title(Severity severity) {
    return "PostgreSQL stopped with `-m immediate`, " + times(severity) + " times";
  }

  private static int times(Severity severity) {
    return Math.max(1, severity.kills() / 2);
  }

  @Override
  public String happen(Scene scene) {
    var times = new Times();
    Node node = scene.node(Ports.free());
    try (Callers callers = scene.callers(node)) {
      for (int kill = 1; kill <= times(scene.severity()); kill++) {
        callers.awaitServed(Moments.of(kill));
        scene.postgres().kill();
        scene.postgres().startAgain();
        times.add(callers.awaitServed(1));
      }
      callers.awaitServed(Moments.of(0));
    }
    Service.requireSoon(scene, times.longest());
    Service.requireAlive(scene, node);
    return "served again " + times.shown() + " after its return";
  }
}
