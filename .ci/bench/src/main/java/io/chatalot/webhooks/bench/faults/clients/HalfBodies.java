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

/** Clients send half of the announced body, and stop. */
final class HalfBodies implements Fault {
  private static final String HALF =
      """
      POST %s HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Content-Length: 200\r
      \r
      {"content":"half of \
      """;

  @Override
  public String title(Severity severity) {
    return count(severity) + " clients that stop in mid-body";
  }

  private static int count(Severity severity) {
    return Math.max(1, severity.clients() / 4);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    Node node = scene.node(Ports.free());
    Bystanders others;
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      others = new Bystanders(scene);
      try (var crowd = new Crowd(node, count(scene.severity()), 64 * 1024)) {
        for (int i = 0; i < crowd.size(); i++) {
          crowd.send(
              i, String.format(Locale.ROOT, HALF, scene.paths().get(i % scene.paths().size())));
        }
        Service.pause(scene.severity().time().toMillis());
        others.enough();
      }
    }
    return others.judge();
  }
}
