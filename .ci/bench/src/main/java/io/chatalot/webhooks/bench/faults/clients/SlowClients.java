package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Bystanders;
import io.chatalot.webhooks.bench.faults.scene.Call;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clients send a few bytes a second; the server must serve them when they are done. */
final class SlowClients implements Fault {
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT,
        "%,d clients at once that take %d s to send one call",
        severity.clients(),
        severity.time().toSeconds());
  }

  @Override
  public String happen(Scene scene) throws IOException {
    Node node = scene.node(Ports.free());
    Bystanders others;
    int served;
    try (Callers callers = scene.callers(node);
        var crowd = new Crowd(node, scene.severity().clients(), 64 * 1024)) {
      callers.awaitServed(Moments.of(1));
      var calls = new ArrayList<Call>();
      for (int i = 0; i < crowd.size(); i++) {
        calls.add(new Call("slow-" + i, false));
      }
      others = new Bystanders(scene);
      drip(scene, crowd, calls);
      others.enough();
      served = served(scene, crowd, calls);
    }
    return others.judge() + String.format(Locale.ROOT, "; slow ones served: %,d", served);
  }

  /** Sends a piece on each connection, then the next piece, spread over all of the time. */
  private static void drip(Scene scene, Crowd crowd, List<Call> calls) throws IOException {
    int pieces = (int) scene.severity().time().toSeconds() * 2;
    long start = System.nanoTime();
    for (int piece = 0; piece < pieces; piece++) {
      for (int i = 0; i < crowd.size(); i++) {
        String request = request(scene.paths().get(i % scene.paths().size()), calls.get(i));
        int from = request.length() * piece / pieces;
        crowd.send(i, request.substring(from, request.length() * (piece + 1) / pieces));
      }
      long due = start + scene.severity().time().toNanos() * (piece + 1) / pieces;
      Service.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
    }
  }

  private static String request(String path, Call call) {
    return String.format(
        Locale.ROOT,
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """,
        path,
        call.body().length(),
        call.body());
  }

  private static int served(Scene scene, Crowd crowd, List<Call> calls) {
    int served = 0;
    for (int i = 0; i < crowd.size(); i++) {
      scene.ledger().begin(calls.get(i));
      int status = crowd.status(i, ANSWER_WITHIN_MILLIS);
      if (status == 0) {
        scene.ledger().cutOff();
        scene.ledger().surprise("a slow client was not answered");
      } else {
        scene.ledger().answered(calls.get(i), status, true, 0);
        served += status == 200 ? 1 : 0;
      }
    }
    return served;
  }
}
