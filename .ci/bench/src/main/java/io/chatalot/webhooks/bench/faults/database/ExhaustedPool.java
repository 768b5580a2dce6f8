package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Locks the messages, so that waiting readers take all connections. */
final class ExhaustedPool implements Fault {
  private static final int READERS = 40;

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT,
        "the messages locked and the pool exhausted, for %d s",
        severity.time().toSeconds());
  }

  @Override
  public String happen(Scene scene) throws SQLException {
    var times = new Times();
    Set<Integer> statuses;
    Node node = scene.node(Ports.free());
    HttpRequest page = page(node);
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      List<CompletableFuture<Integer>> readers;
      try (Connection connection = scene.database().connect();
          Statement lock = connection.createStatement()) {
        connection.setAutoCommit(false);
        lock.execute("LOCK TABLE webhooks.message IN ACCESS EXCLUSIVE MODE");
        readers = read(page);
        new Service(scene, node).requireAliveAndNotReadyFor(scene.severity().time());
        connection.rollback();
      }
      times.add(callers.awaitServed(1));
      statuses = Set.copyOf(readers.stream().map(CompletableFuture::join).toList());
      callers.awaitServed(Moments.of(0));
    }
    if (scene.ledger().count(503) == 0 || !statuses.equals(Set.of(200, 503))) {
      scene.ledger().surprise("readers got " + statuses);
    }
    Service.requireSoon(scene, times.longest());
    return String.format(
        Locale.ROOT, "readers: 200 or 503; served again %s after the lock", times.shown());
  }

  private static HttpRequest page(Node node) {
    URI messages = URI.create(node.url() + "/api/channels/" + Seeds.channel(1) + "/messages");
    return HttpRequest.newBuilder(messages).header("Authorization", new Api(node).bearer()).build();
  }

  private static List<CompletableFuture<Integer>> read(HttpRequest page) {
    HttpClient http = HttpClient.newHttpClient();
    var readers = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < READERS; i++) {
      readers.add(
          http.sendAsync(page, BodyHandlers.discarding()).thenApply(answer -> answer.statusCode()));
    }
    return readers;
  }
}
