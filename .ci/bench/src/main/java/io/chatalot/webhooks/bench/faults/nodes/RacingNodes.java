package io.chatalot.webhooks.bench.faults.nodes;

import io.chatalot.webhooks.bench.faults.scene.Call;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Ledger;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Many callers make the same call at once on two nodes: it must become one message, and all get the
 * same answer. Other callers use both nodes meanwhile, so that batches share webhooks and channels.
 */
final class RacingNodes implements Fault {
  private static final int RACERS = 8;

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT, "%,d keys raced for by %d callers each on two nodes", severity.keys(), RACERS);
  }

  @Override
  public String happen(Scene scene) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int replayed = 0;
    Node left = scene.node(Ports.free());
    Node right = scene.node(Ports.free());
    try (Callers callers = scene.callers(left, right)) {
      callers.awaitServed(Moments.of(1));
      for (int i = 0; i < scene.severity().keys(); i++) {
        var call = new Call("race-" + i, true);
        String path = scene.paths().get(i % scene.paths().size()) + "?wait=true";
        scene.ledger().begin(call);
        List<String> urls = List.of(left.url() + path, right.url() + path);
        replayed += race(http, scene.ledger(), call, urls);
      }
    }
    if (replayed != (RACERS - 1) * scene.severity().keys()) {
      scene.ledger().surprise(replayed + " answers were marked as repeated");
    }
    return String.format(
        Locale.ROOT, "%,d answers marked as repeated, each the same as the first", replayed);
  }

  /** Returns the number of answers marked as repeated. */
  private static int race(HttpClient http, Ledger ledger, Call call, List<String> urls) {
    List<CompletableFuture<HttpResponse<String>>> racing =
        IntStream.range(0, RACERS)
            .mapToObj(i -> http.sendAsync(request(call, urls.get(i % urls.size())), string()))
            .toList();
    var bodies = new HashSet<String>();
    int replayed = 0;
    for (CompletableFuture<HttpResponse<String>> each : racing) {
      HttpResponse<String> answer = answer(each);
      ledger.answered(call, answer.statusCode(), true, 0);
      bodies.add(answer.body());
      replayed += answer.headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0;
    }
    if (bodies.size() != 1) {
      ledger.surprise("the same call got " + bodies.size() + " different answers");
    }
    return replayed;
  }

  private static HttpRequest request(Call call, String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", call.content())
        .POST(BodyPublishers.ofString(call.body()))
        .build();
  }

  private static HttpResponse.BodyHandler<String> string() {
    return BodyHandlers.ofString();
  }

  private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> racer) {
    try {
      return racer.join();
    } catch (CompletionException e) {
      throw new BenchException("A racer got no answer: " + e.getMessage(), e);
    }
  }
}
