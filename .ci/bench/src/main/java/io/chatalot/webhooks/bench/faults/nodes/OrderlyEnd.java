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

/** Sends the server SIGTERM under load: it must have answered every call that it has stored. */
final class OrderlyEnd implements Fault {
  private static final Duration PROMISED = Duration.ofSeconds(10);

  @Override
  public String title(Severity severity) {
    return "SIGTERM, " + times(severity) + " times";
  }

  private static int times(Severity severity) {
    return Math.max(1, severity.kills() / 2);
  }

  @Override
  public String happen(Scene scene) {
    int port = Ports.free();
    var ends = new Times();
    Node node = scene.node(port);
    try (Callers callers = scene.callers(node)) {
      for (int time = 1; time <= times(scene.severity()); time++) {
        callers.awaitServed(Moments.of(time));
        long told = System.nanoTime();
        int exit = node.terminate();
        ends.add(Duration.ofNanos(System.nanoTime() - told));
        if (exit != 0) {
          scene.ledger().surprise("the server exited with " + exit);
        }
        node = scene.node(port);
      }
      callers.awaitServed(Moments.of(0));
    }
    if (ends.longest().compareTo(PROMISED) > 0) {
      scene.ledger().surprise("the server took " + Times.seconds(ends.longest()) + " to end");
    }
    scene.requireAllAnswered();
    return "ended with 0 within " + ends.shown();
  }
}
