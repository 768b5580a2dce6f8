package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * An embedder stops its server and the API in any order while streams are open and messages arrive;
 * everything ends within two seconds.
 */
class StreamEndTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int STREAMS = 5;

  private TestServer own;
  private String execute;
  private Javalin embedder;
  private final List<Socket> clients = new ArrayList<>();
  private volatile boolean over;
  private Thread poster;

  @BeforeEach
  void follow() throws IOException {
    own = new TestServer();
    execute = ExecutionRoutes.PREFIX + own.createWebhook("CI").path("token").asText();
    embedder = Javalin.create(config -> own.api.mount(config)).start("127.0.0.1", 0);
    for (int i = 0; i < STREAMS; i++) {
      clients.add(follower());
    }
    poster = new Thread(this::post, "poster");
    poster.start();
  }

  @AfterEach
  void stop() throws Exception {
    over = true;
    poster.join();
    for (Socket client : clients) {
      client.close();
    }
    embedder.stop();
    own.close();
  }

  private Socket follower() throws IOException {
    var client = new Socket("127.0.0.1", embedder.port());
    client.setSoTimeout(10_000);
    String request =
        String.format(
            Locale.ROOT,
            "GET %s/messages/stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n",
            own.channelPath(),
            own.host.session("member"));
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] status = client.getInputStream().readNBytes("HTTP/1.1 200".length());
    assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    return client;
  }

  private void post() {
    while (!over) {
      own.anonymous().post(execute, "{\"content\":\"text\"}");
    }
  }

  /** Reads nothing before the end, so that the streams' buffers fill up. */
  private static void inTime(Runnable end) {
    assertThat(CompletableFuture.runAsync(end)).succeedsWithin(SOON);
  }

  private void awaitNoStream() throws InterruptedException {
    long start = System.nanoTime();
    while (own.api.openStreams() > 0) {
      assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(SOON.toNanos());
      Thread.sleep(10);
    }
  }

  private void requireNoThread() throws InterruptedException {
    long start = System.nanoTime();
    while (!threads().isEmpty()) {
      assertThat(System.nanoTime() - start).as("of %s", threads()).isLessThan(SOON.toNanos());
      Thread.sleep(10);
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("event-stream-tail") || name.equals("event-stream-catch-up"))
        .toList();
  }

  @Test
  void theServerIsStoppedAfterTheStreamsWereEnded() throws Exception {
    inTime(own.api::close);
    awaitNoStream();
    inTime(embedder::stop);
    requireNoThread();
  }

  @Test
  void theServerIsStoppedWhileStreamsAreOpen() throws Exception {
    inTime(embedder::stop);
    awaitNoStream();
    inTime(own.api::close);
    requireNoThread();
  }

  @RepeatedTest(20)
  void theServerIsStoppedWhileStreamsAreBeingEnded() throws Exception {
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(embedder::stop);
    inTime(own.api::close);
    assertThat(stopped).succeedsWithin(SOON);
    awaitNoStream();
    requireNoThread();
  }
}
