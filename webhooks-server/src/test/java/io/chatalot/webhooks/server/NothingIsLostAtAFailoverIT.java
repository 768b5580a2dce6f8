package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.embedded.StandbyPair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary dies under load, and its synchronous standby takes over; the server stays up. */
@Tag("faults")
class NothingIsLostAtAFailoverIT {
  private static final int CALLERS = 8;
  private static final int MANY = 300;
  private static final Duration NEVER = Duration.ofSeconds(50);

  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final Semaphore answers = new Semaphore(0);
  private final AtomicBoolean enough = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void eachMessageAnsweredIsThereOnceForCallersWhoRepeatWithTheirKey() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (StandbyPair pair = StandbyPair.start(folder.resolve("pair"));
        ServerProcess server =
            ServerProcess.start(
                folder, Map.of("WEBHOOKS_DATABASE_URL", pair.url(), "WEBHOOKS_RATE_LIMIT", "0"))) {
      URI webhook = URI.create(server.createWebhook());
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        String name = "caller-" + caller;
        calls.add(callers.submit(() -> post(webhook, name)));
      }
      awaitMany();

      pair.killPrimary();
      pair.promote();
      answers.drainPermits();

      awaitMany();
      enough.set(true);
      for (Future<?> call : calls) {
        call.get(NEVER.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(pair.messages()).containsOnlyKeys(answered);
      assertThat(pair.messages().values()).containsOnly(1);
      assertThat(pair.counted()).isEqualTo(answered.size());
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    } finally {
      enough.set(true);
      callers.shutdownNow();
    }
  }

  /** Posts one message after the other, each until it is answered with 200. */
  private void post(URI webhook, String name) {
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; !enough.get(); i++) {
      String message = name + "-" + i;
      var request =
          HttpRequest.newBuilder(webhook)
              .timeout(NEVER)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", message)
              .POST(BodyPublishers.ofString("{\"content\":\"" + message + "\"}"))
              .build();
      long end = System.nanoTime() + NEVER.toNanos();
      while (!isAnswered(http, request)) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("service never came back for " + message);
        }
      }
      answered.add(message);
      answers.release();
    }
  }

  private static boolean isAnswered(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException cutOff) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitMany() throws InterruptedException {
    assertThat(answers.tryAcquire(MANY, NEVER.toSeconds(), TimeUnit.SECONDS))
        .as("%d more answers, after %d", MANY, answered.size())
        .isTrue();
  }
}
