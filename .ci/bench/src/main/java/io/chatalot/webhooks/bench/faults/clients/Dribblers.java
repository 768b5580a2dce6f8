package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Bystanders;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Clients send a byte a second without end; the server must end them in time. */
final class Dribblers implements Fault {
  /** The server promises 10 s; the rest allows for a busy machine. */
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(15);

  private static final String POST =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  /** The first bytes of each client, and the bytes that it repeats. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("", "\r\n"),
          new Kind(POST + "A: b", "b"),
          new Kind(POST + "Content-Length: 60000\r\n\r\n{", " "),
          new Kind(POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", "1\r\n \r\n"));

  private record Kind(String begun, String more) {}

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT,
        "%,d clients that send blank lines, headers or bodies byte by byte",
        severity.clients());
  }

  @Override
  public String happen(Scene scene) throws IOException {
    Node node = scene.node(Ports.free());
    Bystanders others;
    Duration last;
    try (Callers callers = scene.callers(node);
        var crowd = new Crowd(node, scene.severity().clients(), 64 * 1024)) {
      callers.awaitServed(Moments.of(1));
      others = new Bystanders(scene);
      last = untilAllEnded(scene, crowd);
      others.enough();
    }
    return others.judge() + "; the last of them ended after " + Times.seconds(last);
  }

  private static Duration untilAllEnded(Scene scene, Crowd crowd) {
    for (int i = 0; i < crowd.size(); i++) {
      String path = scene.paths().get(i % scene.paths().size());
      crowd.trySend(i, String.format(Locale.ROOT, KINDS.get(i % KINDS.size()).begun(), path));
    }
    long start = System.nanoTime();
    while (crowd.open() > 0 && System.nanoTime() - start < ENDED_WITHIN.toNanos()) {
      Service.pause(1_000);
      for (int i = 0; i < crowd.size(); i++) {
        crowd.trySend(i, KINDS.get(i % KINDS.size()).more());
      }
    }
    if (crowd.open() > 0) {
      scene.ledger().surprise(crowd.open() + " clients were not ended");
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
