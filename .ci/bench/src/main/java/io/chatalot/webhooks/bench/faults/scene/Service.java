package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Promises of a node to operators and callers that hold under every fault of its database. */
public final class Service {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration NEVER = Duration.ofSeconds(60);
  private static final long LOOK_EACH_MILLIS = 250;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Scene scene;
  private final Node node;

  /** Watches this node. */
  public Service(Scene scene, Node node) {
    this.scene = scene;
    this.node = node;
  }

  /** Notes a return of service later than 2 s after the end of the fault. */
  public static void requireSoon(Scene scene, Duration served) {
    if (served.compareTo(SOON) > 0) {
      scene.ledger().surprise("service was back only after " + Times.seconds(served));
    }
  }

  /** Notes an ended process. */
  public static void requireAlive(Scene scene, Node node) {
    if (!node.isAlive()) {
      scene.ledger().surprise("the server ended");
    }
  }

  /** The status of {@code /health/ready}, or 0 without an answer. */
  public int ready() {
    return status("/health/ready");
  }

  /**
   * Checks for {@code time} that the node is alive all the time and, after the first 3 s, not
   * ready.
   */
  public void requireAliveAndNotReadyFor(Duration time) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      int live = status("/health/live");
      if (live != 200) {
        scene.ledger().surprise("/health/live was " + live);
      }
      int ready = ready();
      boolean settled = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(3);
      if (settled && ready != 503) {
        scene.ledger().surprise("/health/ready was " + ready + " without a database");
      }
      pause(LOOK_EACH_MILLIS);
    }
  }

  /** Waits until the node is ready; returns the time that took. */
  public Duration untilReady() {
    long start = System.nanoTime();
    while (ready() != 200) {
      if (System.nanoTime() - start > NEVER.toNanos()) {
        throw new BenchException("The node is never ready again");
      }
      pause(10);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private int status(String path) {
    var request = HttpRequest.newBuilder(URI.create(node.url() + path)).timeout(NEVER).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException none) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }

  /** Sleeps for the length of a fault; never used to wait for a result. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }
}
