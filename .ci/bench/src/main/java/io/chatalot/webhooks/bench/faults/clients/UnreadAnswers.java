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

/** Clients ask for more bytes than all buffers hold, and read none. */
final class UnreadAnswers implements Fault {
  private static final int REQUESTS = 8;
  private static final int SMALL = 4 * 1024;

  /** The largest answer without a session: 1.5 MB. */
  private static final String REQUEST =
      "GET /api/docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Override
  public String title(Severity severity) {
    return count(severity) + " clients that read nothing";
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
      try (var crowd = new Crowd(node, count(scene.severity()), SMALL)) {
        for (int i = 0; i < crowd.size(); i++) {
          crowd.send(i, REQUEST.repeat(REQUESTS));
        }
        Service.pause(scene.severity().time().toMillis());
        others.enough();
      }
    }
    return others.judge();
  }
}
