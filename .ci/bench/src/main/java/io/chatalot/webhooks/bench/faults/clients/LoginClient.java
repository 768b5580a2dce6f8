package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Ledger;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in from an address of its own, given as a trusted proxy gives it. Safe for use by many
 * threads.
 */
final class LoginClient {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final Set<Integer> REFUSALS = Set.of(429, 503);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Ledger ledger;
  private final Node node;
  private final String address;

  LoginClient(Ledger ledger, Node node, String address) {
    this.ledger = ledger;
    this.node = node;
    this.address = address;
  }

  /** Logs in. An answer that no log-in should get goes to the ledger. */
  Answer logIn(String username, String password) {
    String body =
        String.format(Locale.ROOT, "{\"username\":\"%s\",\"password\":\"%s\"}", username, password);
    var request =
        HttpRequest.newBuilder(URI.create(node.url() + "/api/auth/login"))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString(body))
            .build();
    long start = System.nanoTime();
    Answer answer;
    try {
      HttpResponse<Void> got = HTTP.send(request, BodyHandlers.discarding());
      Optional<String> retryAfter = got.headers().firstValue("Retry-After");
      answer =
          new Answer(
              got.statusCode(),
              Duration.ofNanos(System.nanoTime() - start),
              Duration.ofSeconds(retryAfter.map(Long::valueOf).orElse(0L)));
    } catch (IOException cut) {
      ledger.surprise("a log-in was cut off");
      return new Answer(0, Duration.ZERO, Duration.ZERO);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
    if (REFUSALS.contains(answer.status()) == answer.retryAfter().isZero()) {
      ledger.surprise(
          String.format(
              Locale.ROOT,
              "a log-in was answered with %d and Retry-After %d",
              answer.status(),
              answer.retryAfter().toSeconds()));
    }
    return answer;
  }

  /**
   * @param retryAfter zero without a {@code Retry-After}
   */
  record Answer(int status, Duration took, Duration retryAfter) {}
}
