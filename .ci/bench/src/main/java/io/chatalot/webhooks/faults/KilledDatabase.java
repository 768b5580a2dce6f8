package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Node;
import io.chatalot.webhooks.benchmark.Ports;

/** PostgreSQL is killed under load and started again; the server stays up. */
final class KilledDatabase implements Fault {
  @Override
  public String title(Options options) {
    return "PostgreSQL stopped with `-m immediate`, " + times(options) + " times";
  }

  private static int times(Options options) {
    return Math.max(1, options.kills() / 2);
  }

  @Override
  public String happen(Scene scene) {
    var times = new Times();
    Node node = scene.node(Ports.free());
    try (Callers callers = scene.callers(node)) {
      for (int kill = 1; kill <= times(scene.options()); kill++) {
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
