package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Call;
import io.chatalot.webhooks.bench.faults.scene.Ledger;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends messages at a steady pace, follows their channel, and notes the time until it hears each.
 */
final class HonestFollower implements AutoCloseable {
  private static final int A_SECOND = 20;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final String PADDING = "x".repeat(3_000);
  private static final Pattern CONTENT = Pattern.compile("\"content\":\"(heard-\\d+)-");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Ledger ledger;
  private final URI webhook;
  private final Socket stream;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Queue<Duration> heard = new ConcurrentLinkedQueue<>();
  private final Thread reader = new Thread(this::read, "honest-follower");

  /** Opens the stream, and returns when it is open. */
  HonestFollower(Ledger ledger, Node node, String request, String token) throws IOException {
    this.ledger = ledger;
    this.webhook = URI.create(node.url() + Execution.path(token));
    stream = new Socket(node.address().getAddress(), node.address().getPort());
    stream.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    stream.getInputStream().readNBytes("HTTP/1.1 200".length());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      var lines =
          new BufferedReader(
              new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher content = CONTENT.matcher(line);
        if (content.find()) {
          heard.add(Duration.ofNanos(System.nanoTime() - sent.get(content.group(1))));
        }
      }
    } catch (IOException closed) {
      // The caller that waits notices a message that never arrives.
    }
  }

  /** Sends for {@code time}, and waits until it has heard every message. */
  void follow(Duration time) {
    int all = (int) (time.toMillis() * A_SECOND / 1_000);
    long start = System.nanoTime();
    for (int i = 0; i < all; i++) {
      long due = start + i * 1_000_000_000L / A_SECOND;
      Service.pause(Math.max(0, (due - System.nanoTime()) / 1_000_000));
      send("heard-" + i);
    }
    long end = System.nanoTime();
    while (heard.size() < all && (System.nanoTime() - end) / 1_000_000 < PATIENCE_MILLIS) {
      Service.pause(10);
    }
    if (heard.size() != all) {
      ledger.surprise(
          String.format(Locale.ROOT, "of %d messages %d were heard", all, heard.size()));
    }
  }

  private void send(String name) {
    var call = new Call(name + "-" + PADDING, false);
    ledger.begin(call);
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.body()))
            .build();
    long now = System.nanoTime();
    sent.put(name, now);
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
      ledger.answered(call, answer.statusCode(), retryAfter, System.nanoTime() - now);
    } catch (IOException cut) {
      ledger.cutOff();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }

  /**
   * The time from sending a message to hearing it that {@code percent} of a hundred messages do not
   * exceed.
   */
  Duration percentile(int percent) {
    List<Duration> sorted = heard.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new BenchException("Nothing was heard");
    }
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  /** The times, in words. */
  String shown() {
    return String.format(
        Locale.ROOT,
        "a reader heard after %s, p99 %s, at most %s",
        Times.seconds(percentile(50)),
        Times.seconds(percentile(99)),
        Times.seconds(percentile(100)));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
