package io.chatalot.webhooks.bench.faults.nodes;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.time.Duration;

/** Kills the server under load, and starts it again. */
final class KilledServer implements Fault {
  @Override
  public String title(Severity severity) {
    return "`kill -9` of the server, " + severity.kills() + " times";
  }

  @Override
  public String happen(Scene scene) {
    int port = Ports.free();
    var times = new Times();
    Node node = scene.node(port);
    try (Callers callers = scene.callers(node)) {
      for (int kill = 1; kill <= scene.severity().kills(); kill++) {
        callers.awaitServed(Moments.of(kill));
        long killed = System.nanoTime();
        node.kill();
        node = scene.node(port);
        callers.awaitServed(1);
        times.add(Duration.ofNanos(System.nanoTime() - killed));
      }
      callers.awaitServed(Moments.of(0));
    }
    return "served again " + times.shown() + " after the kill, its start included";
  }
}
