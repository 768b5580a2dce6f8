package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with the heap that the guide for operators gives it, and crowds of connections. */
@Tag("faults")
class CrowdsIT {
  private static final Map<String, String> SMALL_HEAP =
      Map.of("WEBHOOKS_RATE_LIMIT", "0", "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx160m");

  private static final String GET = "GET /health/live HTTP/1.1\r\nHost: x\r\n";

  /** In 7.8 KB, which is below the bound on bytes. */
  private static final String MANY_LINES = GET + "A: b\r\n".repeat(1_300);

  private static final String FULL_LINES = GET + ("A: " + "b".repeat(75) + "\r\n").repeat(95);
  private static final String POST =
      FULL_LINES.replace("GET /health/live", "POST /api/webhooks/execute/x")
          + "Content-Length: 60000\r\n\r\n";

  @TempDir Path folder;

  private final List<Socket> sockets = new ArrayList<>();
  private URI address;

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aThousandClientsWhoFillTheirHeadersDoNotFillTheHeap() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, SMALL_HEAP)) {
      address = URI.create(server.address());
      String url = server.createWebhook();
      crowd(1_000, MANY_LINES);
      assertServed(url);
      hangUp();
      crowd(900, MANY_LINES + "\r\n");
      assertServed(url);
      hangUp();
      crowd(1_000, FULL_LINES);
      assertServed(url);
      crowd(1_000, POST + "x".repeat(50_000));
      assertServed(url);
      hangUp();
      assertServed(url);
      assertThat(server.err()).doesNotContain("OutOfMemoryError");
      long start = System.nanoTime();
      assertThat(server.terminate()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Each took 100 KiB: Jetty keeps the headers of each connection that is used twice. */
  @Test
  void twoThousandClientsWhoStayConnectedDoNotFillTheHeap() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, SMALL_HEAP)) {
      address = URI.create(server.address());
      String url = server.createWebhook();
      String request = GET + "User-Agent: a\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n";
      crowd(2_000, request);
      for (Socket socket : sockets) {
        assertThat(trySend(socket, request)).isTrue();
      }
      assertServed(url);
      assertThat(server.err()).doesNotContain("OutOfMemoryError");
      assertThat(server.terminate()).isZero();
    }
  }

  @Test
  void aFullServerServesNewcomersAndSaysThatItIsFull() throws Exception {
    var settings = Map.of("WEBHOOKS_RATE_LIMIT", "0", "WEBHOOKS_MAX_CONNECTIONS", "16");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      address = URI.create(server.address());
      String url = server.createWebhook();
      for (int i = 0; i < 5; i++) {
        crowd(16, GET + "\r\n");
        letThemIdle();
        assertServed(url);
      }
      assertThat(server.err()).containsOnlyOnce("All 16 connections are open");
      // Right after one newcomer the next may be refused: looks for room are bounded.
      letThemIdle();
      assertThat(metrics())
          .contains("webhook_connections_max 16")
          .doesNotContain("webhook_connections_ended_total{reason=\"displaced\"} 0");
    }
  }

  @Test
  void connectionsLeaveFilesForTheDatabase() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, SMALL_HEAP, 300)) {
      address = URI.create(server.address());
      String url = server.createWebhook();
      crowd(400, GET + "\r\n");
      letThemIdle();
      assertServed(url);
      assertThat(server.err())
          .contains("the limit on open files for 172")
          .contains("All 172 connections are open")
          .doesNotContain("ERROR");
    }
  }

  /** For 0.6 s each may stay in any case. */
  private static void letThemIdle() throws InterruptedException {
    Thread.sleep(1_000);
  }

  /** On a connection of its own, as somebody who comes anew. */
  private static void assertServed(String url) throws Exception {
    var call =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"content\":\"hello\"}"))
            .build();
    var answer = HttpClient.newHttpClient().send(call, BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  /** Uses a new connection, since a kept connection may have been closed to make room. */
  private String metrics() throws Exception {
    var call = HttpRequest.newBuilder(address.resolve("/metrics")).build();
    return HttpClient.newHttpClient().send(call, BodyHandlers.ofString()).body();
  }

  private void crowd(int size, String request) throws IOException {
    for (int i = 0; i < size; i++) {
      var socket = new Socket(address.getHost(), address.getPort());
      sockets.add(socket);
      socket.setSoTimeout(10_000);
      trySend(socket, request);
    }
  }

  /** The server may have ended the connection meanwhile. */
  private static boolean trySend(Socket socket, String request) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException ended) {
      return false;
    }
  }
}
