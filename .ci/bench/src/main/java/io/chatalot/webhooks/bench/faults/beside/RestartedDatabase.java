package io.chatalot.webhooks.bench.faults.beside;

import io.chatalot.webhooks.bench.faults.scene.Burst;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Stage;
import java.util.Locale;

/** Kills Chatalot's PostgreSQL in mid-burst, and starts it again; two nodes stay up. */
final class RestartedDatabase implements Fault {
  @Override
  public String title(Severity severity) {
    return "beside a Chatalot, two nodes: PostgreSQL stopped with `-m immediate`, "
        + times(severity)
        + " times";
  }

  private static int times(Severity severity) {
    return Math.max(1, severity.kills() / 2);
  }

  @Override
  public Scene scene(Stage stage, Severity severity) {
    return Scene.besideChatalot(stage, severity);
  }

  @Override
  public String happen(Scene scene) {
    var served = new Times();
    Node left = scene.node(Ports.free());
    Node right = scene.node(Ports.free());
    int times = times(scene.severity());
    try (Callers callers = scene.callers(left, right)) {
      Burst burst = scene.burst(left, right);
      for (int kill = 1; kill <= times; kill++) {
        var sent = burst.send(BesideFaults.width(kill));
        callers.awaitServed(Moments.of(kill));
        scene.postgres().kill();
        scene.postgres().startAgain();
        served.add(callers.awaitServed(1));
        sent.join();
      }
      callers.awaitServed(Moments.of(0));
    }
    Service.requireSoon(scene, served.longest());
    Service.requireAlive(scene, left);
    Service.requireAlive(scene, right);
    return String.format(
        Locale.ROOT,
        "served again %s after its return; %,d bursts of %,d calls into one channel",
        served.shown(),
        times,
        Burst.CALLS);
  }
}
