package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.jetty.BoundedConnector;
import io.chatalot.webhooks.adapter.http.jetty.ClientConnections;
import io.chatalot.webhooks.adapter.http.jetty.HttpOneConnections;
import io.chatalot.webhooks.adapter.http.jetty.RequestMemory;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.route.JettyProblems;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** The observed time of an answer is the real one. */
class AnswerTimeTest {
  private static final Duration WORK = Duration.ofMillis(50);

  private final CompletableFuture<Duration> told = new CompletableFuture<>();
  private final ResponsePolicy answering =
      ResponsePolicy.embedded((method, route, status, took) -> told.complete(took));

  @Test
  void theTimeOfARouteIsThatOfItsWork() throws Exception {
    var routes = new RouteTable().get("/slow", ctx -> Thread.sleep(WORK.toMillis()));
    Javalin javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.mount(config, answering);
                })
            .start("127.0.0.1", 0);
    try {
      long began = System.nanoTime();
      assertThat(new TestClient(javalin.port()).get("/slow").status()).isEqualTo(200);
      assertThat(told.get(30, TimeUnit.SECONDS)).isBetween(WORK, since(began));
    } finally {
      javalin.stop();
    }
  }

  /** Sends malformed headers, which Jetty refuses before routing. */
  @Test
  void theTimeOfARequestThatReachesNoRouteBeginsWithItsFirstByte() throws Exception {
    var memory = new RequestMemory(1_000_000);
    var connections = new ClientConnections(1, RequestObserver.NONE);
    var server = new Server();
    var protocol = new HttpOneConnections(new HttpConfiguration(), connections, memory);
    var connector = new BoundedConnector(server, connections, protocol);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(
        new JettyProblems(path -> ProblemWriter.ENVELOPE, path -> Map.of(), answering, false));
    server.start();
    long began = System.nanoTime();
    try (var client = new Socket("127.0.0.1", connector.getLocalPort())) {
      send(client, "GET / HTTP/1.1\r\nHost: x\r\n");
      await(() -> memory.bytes() > 0);
      Thread.sleep(WORK.toMillis());
      send(client, "no header\r\n\r\n");
      assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 400");
      assertThat(told.get(30, TimeUnit.SECONDS)).isBetween(WORK, since(began));
    } finally {
      server.stop();
    }
  }

  @Test
  void anAnswerThatThereIsNothingTookItsTimeToo() {
    try (var server = new TestServer()) {
      long began = System.nanoTime();
      assertThat(server.anonymous().get("/nothing").status()).isEqualTo(404);
      await(() -> !server.lastTook.isZero());
      assertThat(server.lastTook).isPositive().isLessThan(since(began));
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
