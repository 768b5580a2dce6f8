package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Bystanders;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.io.IOException;
import java.util.Locale;

/** Clients send as many header lines as they can, some of them without end. */
final class FullHeaders implements Fault {
  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n";

  /** 7.8 KB, below the bound on bytes. */
  private static final String MANY_LINES = GET + "A: b\r\n".repeat(1_300);

  /** The most that the server takes, by lines and by bytes. */
  private static final String LONG_LINES = GET + ("A: " + "b".repeat(75) + "\r\n").repeat(95);

  private static final String STALLED =
      LONG_LINES.replaceFirst("GET \\S+", "POST /api/webhooks/execute/x").replace("A:", "B:")
          + "Content-Length: 60000\r\n\r\n{";

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT, "%,d clients that fill their headers, three times", count(severity));
  }

  private static int count(Severity severity) {
    return Math.max(1, severity.clients() / 2);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    Node node = scene.node(Ports.free());
    Bystanders others;
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      others = new Bystanders(scene);
      hold(scene, node, MANY_LINES, MANY_LINES + "\r\n");
      hold(scene, node, LONG_LINES, STALLED);
      hold(scene, node, LONG_LINES + "\r\n", STALLED);
      others.enough();
    }
    return others.judge();
  }

  /** Half of the clients send one text, half the other; then all wait. */
  private static void hold(Scene scene, Node node, String one, String other) throws IOException {
    try (var crowd = new Crowd(node, count(scene.severity()), 64 * 1024)) {
      for (int i = 0; i < crowd.size(); i++) {
        crowd.trySend(i, i % 2 == 0 ? one : other);
      }
      Service.pause(scene.severity().time().toMillis() / 3);
    }
  }
}
