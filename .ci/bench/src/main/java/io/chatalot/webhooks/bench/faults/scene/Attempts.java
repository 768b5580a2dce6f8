package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Sends calls, and notes their answers in the ledger. Safe for use by many threads. */
final class Attempts {
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Ledger ledger;
  private final List<String> nodes;
  private final List<String> paths;

  /**
   * @param nodes the URLs of the nodes
   * @param paths the paths of the webhooks
   */
  Attempts(Ledger ledger, List<String> nodes, List<String> paths) {
    this.ledger = ledger;
    this.nodes = List.copyOf(nodes);
    this.paths = List.copyOf(paths);
  }

  /**
   * Sends a call once, and returns whether the answer was 200.
   *
   * @param node its number; the nodes repeat
   * @param webhook its number; the webhooks repeat. A key belongs to its webhook, so all attempts
   *     of a call take the same
   */
  boolean isServed(Call call, int node, int webhook) {
    String url = nodes.get(node % nodes.size()) + paths.get(webhook % paths.size());
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.body()));
    if (call.keyed()) {
      request.header("Idempotency-Key", call.content());
    }
    try {
      long start = System.nanoTime();
      HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
      boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
      ledger.answered(call, answer.statusCode(), retryAfter, System.nanoTime() - start);
      return answer.statusCode() == 200;
    } catch (IOException cut) {
      ledger.cutOff();
      return false;
    } catch (InterruptedException stop) {
      throw new BenchException("It was interrupted", stop);
    }
  }
}
