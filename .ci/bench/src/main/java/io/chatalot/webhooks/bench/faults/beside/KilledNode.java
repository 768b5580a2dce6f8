package io.chatalot.webhooks.bench.faults.beside;

import io.chatalot.webhooks.bench.faults.scene.Burst;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Stage;
import java.time.Duration;
import java.util.Locale;

/**
 * Kills one of two nodes by turns, in mid-burst, and starts it again. Bursts into one channel make
 * small batches and large ones by turns.
 */
final class KilledNode implements Fault {
  @Override
  public String title(Severity severity) {
    return "beside a Chatalot: `kill -9` of one of two nodes, " + severity.kills() + " times";
  }

  @Override
  public Scene scene(Stage stage, Severity severity) {
    return Scene.besideChatalot(stage, severity);
  }

  @Override
  public String happen(Scene scene) {
    int[] ports = {Ports.free(), Ports.free()};
    Node[] nodes = {scene.node(ports[0]), scene.node(ports[1])};
    int kills = scene.severity().kills();
    var times = new Times();
    try (Callers callers = scene.callers(nodes)) {
      Burst burst = scene.burst(nodes);
      for (int kill = 1; kill <= kills; kill++) {
        int victim = kill / 2 % 2;
        var sent = burst.send(BesideFaults.width(kill));
        callers.awaitServed(Moments.of(kill));
        long before = scene.ledger().count(200);
        long killed = System.nanoTime();
        nodes[victim].kill();
        nodes[victim] = scene.node(ports[victim]);
        times.add(Duration.ofNanos(System.nanoTime() - killed));
        if (scene.ledger().count(200) == before) {
          scene.ledger().surprise("the other node served nobody");
        }
        sent.join();
      }
      callers.awaitServed(Moments.of(0));
    }
    return String.format(
        Locale.ROOT,
        "ready again %s after the kill, the other node serving; %,d bursts of %,d calls into one"
            + " channel",
        times.shown(),
        kills,
        Burst.CALLS);
  }
}
