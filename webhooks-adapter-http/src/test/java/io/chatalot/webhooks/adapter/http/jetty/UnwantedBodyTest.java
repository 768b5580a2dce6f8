package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies whose declared length is more than their route takes. */
class UnwantedBodyTest {
  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n";

  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/webhooks/execute/x, 65537",
    "/api/webhooks/execute/x/slack, 262145",
    "/hooks/x, 262145",
    "/hooks/01890a5d-ac96-774b-bcce-b302099a8057/x, 262145",
    "/api/webhooks/01890a5d-ac96-774b-bcce-b302099a8057/x, 262145",
    "/api/webhooks/execute/x/github, 5242881",
    "/api/webhooks/01890a5d-ac96-774b-bcce-b302099a8057/x/github, 5242881",
    "/api/webhooks/execute/x/alertmanager, 5242881",
    "/api/auth/login, 65537"
  })
  void aLengthOverTheBoundOfItsRouteIs413AtOnceAndNotAskedFor(String path, int length)
      throws IOException {
    for (String expect : new String[] {"", "Expect: 100-continue\r\n"}) {
      try (Socket client =
          connect(String.format(Locale.ROOT, HEAD, path, length) + expect + "\r\n")) {
        assertThat(answer(client)).startsWith("HTTP/1.1 413 ").contains("Connection: close");
      }
    }
  }

  @Test
  void aLengthWithinTheBoundIsAskedForBehindALiveToken() throws IOException {
    String token = server.createWebhook("CI").path("token").asText();
    String head =
        String.format(Locale.ROOT, HEAD, "/api/webhooks/execute/" + token + "/github", 5_242_880);
    try (Socket client = connect(head + "Expect: 100-continue\r\n\r\n")) {
      byte[] told = client.getInputStream().readNBytes("HTTP/1.1 100".length());
      assertThat(told).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 100");
    }
  }

  /** The server drains the body after the answer, so that the connection is not reset. */
  @Test
  void aClientThatSendsItsWholeBodyFirstHearsTheAnswer() throws IOException {
    try (Socket client =
        connect(String.format(Locale.ROOT, HEAD, "/api/webhooks/execute/x", 8_000_000) + "\r\n")) {
      byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 80; i++) {
        client.getOutputStream().write(piece);
      }
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aClientThatSendsAWholeBodyInPiecesHearsTheAnswer() throws IOException {
    String head = String.format(Locale.ROOT, HEAD, "/api/webhooks/execute/x", 0);
    String chunked = head.replace("Content-Length: 0", "Transfer-Encoding: chunked") + "\r\n";
    try (Socket client = connect(chunked)) {
      byte[] piece =
          ("186a0\r\n" + "x".repeat(100_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 80; i++) {
        client.getOutputStream().write(piece);
      }
      client.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
    }
  }

  private Socket connect(String head) throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Reads everything until the server closes its output. */
  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
