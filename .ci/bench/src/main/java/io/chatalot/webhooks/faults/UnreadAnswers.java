package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Node;
import io.chatalot.webhooks.benchmark.Ports;
import java.io.IOException;

/** Clients ask for more than all buffers hold, and read none of it. */
final class UnreadAnswers implements Fault {
  private static final int REQUESTS = 8;
  private static final int SMALL = 4 * 1024;

  /** The largest that there is without a session: 1.5 MB. */
  private static final String REQUEST =
      "GET /api/docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Override
  public String title(Options options) {
    return count(options) + " clients that read nothing";
  }

  private static int count(Options options) {
    return Math.max(1, options.clients() / 4);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    Node node = scene.node(Ports.free());
    Bystanders others;
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      others = new Bystanders(scene);
      try (var crowd = new Crowd(node, count(scene.options()), SMALL)) {
        for (int i = 0; i < crowd.size(); i++) {
          crowd.send(i, REQUEST.repeat(REQUESTS));
        }
        Service.pause(scene.options().time().toMillis());
        others.enough();
      }
    }
    return others.judge();
  }
}
