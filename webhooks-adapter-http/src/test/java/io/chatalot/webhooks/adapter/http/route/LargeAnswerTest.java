package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.RawHttp;
import io.chatalot.webhooks.adapter.http.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeAnswerTest {
  private static final String LARGE = "/api/docs/swagger-ui-bundle.js";

  /** More clients than the server has threads. */
  private static final int MANY = 450;

  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void clientsThatDoNotReadDelayNobody() throws IOException {
    List<Socket> unread = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        unread.add(askWithoutReading());
      }
      assertThat(answer("/health/live")).startsWith("HTTP/1.1 200");
      assertThat(answer(LARGE)).startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : unread) {
        socket.close();
      }
    }
  }

  /** Ended long before Jetty's own time-out for clients that do not read, 30 s. */
  private String answer(String path) throws IOException {
    return RawHttp.send(server.port(), "GET", path, "", "");
  }

  private Socket askWithoutReading() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    String request = "GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.repeat(8).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void theAnswerIsTheSameCompressedOrNot() throws Exception {
    var plain = server.anonymous().get(LARGE);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + LARGE))
            .header("Accept-Encoding", "gzip")
            .build();
    var compressed = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

    assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(compressed.body().length).isLessThan(plain.body().length() / 2);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertThat(unpacked.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(plain.body());
    }
    assertThat(plain.header("Content-Length")).isNotNull();
  }
}
