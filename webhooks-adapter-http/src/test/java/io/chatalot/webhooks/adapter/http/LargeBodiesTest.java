package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large bodies: who may send them, and that they do not hold up others. */
class LargeBodiesTest {
  private static final int MISSES = 20;
  private static final String DEAD = "a".repeat(64);
  private static final String PADDING = " ".repeat(200_000);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=x";

  private TestServer server;
  private String token;
  private String id;

  @BeforeEach
  void serve() {
    server = new TestServer(RateLimiter.UNLIMITED, new CountingLimiter(MISSES));
    JsonNode webhook = server.createWebhook("CI");
    token = webhook.path("token").asText();
    id = webhook.path("id").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/webhooks/execute/TOKEN/github       | 404 | not_found",
        "/api/webhooks/execute/TOKEN/alertmanager | 404 | not_found",
        "/api/webhooks/execute/TOKEN/slack        | 404 | no_service",
        "/hooks/TOKEN                             | 404 | web.incoming_webhook.invalid.app_error",
        "/hooks/{id}/TOKEN                        | 404 | \"success\":false",
        "/api/webhooks/{id}/TOKEN                   | 404 | 10015",
        "/api/v9/webhooks/{id}/TOKEN                | 404 | 10015",
        "/api/v10/webhooks/{id}/TOKEN               | 404 | 10015",
        "/api/webhooks/{id}/TOKEN/slack             | 404 | no_service",
        "/api/webhooks/{id}/TOKEN/github            | 404 | not_found"
      })
  void aLargeBodyOfAnUnknownTokenIs404InTheFormOfItsAddress(String path, int status, String word) {
    for (String type : List.of("application/json", FORM, PARTS)) {
      Answer answer = post(path.replace("TOKEN", DEAD), type, "not even JSON" + PADDING);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body()).contains(word);
    }
    Answer small = post(path.replace("TOKEN", DEAD), "application/json", "not even JSON");
    assertThat(small.status()).as("the payload comes first").isIn(400, 422);
  }

  /** The token is checked before the event. */
  @Test
  void aLargeDeliveryWithoutAnEventIs404ForAnUnknownTokenToo() {
    Answer answer = server.anonymous().post(github(DEAD), PADDING);
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void theTokenOfAnotherWebhookIsUnknownToo() {
    String other = "/api/webhooks/00000000-0000-0000-0000-000000000001/" + token;
    assertThat(post(other, "application/json", PADDING).status()).isEqualTo(404);
  }

  @Test
  void eachSuchBodyIsAMissOfItsClient() {
    for (int i = 0; i < MISSES; i++) {
      assertThat(post(github(DEAD), "application/json", PADDING).status()).isEqualTo(404);
    }
    assertThat(post(github(DEAD), "application/json", PADDING).status()).isEqualTo(429);
    assertThat(delivered()).isEqualTo(200);
  }

  /** So a caller without a valid token never fills memory. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingOfALargeBodyIsAskedForBeforeItsTokenIsFoundToBeLive(boolean live) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      String request =
          head(github(live ? token : DEAD))
              + "Expect: 100-continue\r\nContent-Length: 200000\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(statusLine(socket)).startsWith(live ? "HTTP/1.1 100 " : "HTTP/1.1 404 ");
    }
  }

  @Test
  void withALiveTokenABodyOverTheBoundIs413() {
    assertThat(delivered()).isEqualTo(200);
    assertThat(post(github(token), "application/json", "not JSON" + PADDING).status())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyOfUnknownLengthIsReadFirstIfItIsSmall(boolean large) throws IOException {
    String body = large ? "{" + PADDING : "{";
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    String answer =
        RawHttp.send(
            server.port(),
            head(github(DEAD)) + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
    assertThat(answer).startsWith(large ? "HTTP/1.1 404 " : "HTTP/1.1 422 ");
  }

  /** Trailers and chunk extensions come inside of the body. */
  @ParameterizedTest
  @ValueSource(ints = {1, 70_000})
  void tooManyTrailersAndTooLongExtensionsAre431(int length) throws IOException {
    String piece = Integer.toHexString(length) + "\r\n" + " ".repeat(length) + "\r\n";
    String begun = head(github(token)) + "Transfer-Encoding: chunked\r\n\r\n" + piece;
    for (String rest :
        List.of(
            "0\r\n" + "A: b\r\n".repeat(101),
            "0\r\nA: " + "b".repeat(9_000),
            "1;" + "a".repeat(9_000))) {
      assertThat(RawHttp.send(server.port(), begun + rest))
          .startsWith("HTTP/1.1 431 ")
          .contains("headers_too_large");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theConnectionIsKeptAfterALargeBody(boolean pieces) throws IOException {
    String issue = "{\"action\":\"opened\",\"issue\":{\"number\":1,\"title\":\"It\"}}" + PADDING;
    String request =
        pieces
            ? "Transfer-Encoding: chunked\r\n\r\n"
                + (Integer.toHexString(issue.length()) + "\r\n" + issue + "\r\n0\r\n\r\n")
            : "Content-Length: " + issue.length() + "\r\n\r\n" + issue;
    String last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    String answers = RawHttp.send(server.port(), (head(github(token)) + request).repeat(2) + last);
    assertThat(answers).containsPattern("(?s)^HTTP/1.1 200 .*\nHTTP/1.1 200 .*\nHTTP/1.1 200 ");
  }

  /** Together they declare 16 MiB, the whole memory, and send a little of it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fourThatDeclareMuchAndSendLittleKeepNobodyOut(boolean live) throws Exception {
    var senders = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 4; i++) {
        senders.add(begin(github(live ? token : DEAD), 4 * 1024 * 1024, 66_000));
      }
      for (int i = 0; i < 4; i++) {
        assertThat(delivered()).isEqualTo(200);
        for (Socket sender : senders) {
          trickle(sender);
        }
      }
      if (!live) {
        for (Socket sender : senders) {
          assertThat(statusLine(sender)).startsWith("HTTP/1.1 404 ");
        }
      }
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  /** More senders than places, each with its own token. */
  @Test
  void thoseWhoStallGiveTheirPlacesToThoseWhoSend() throws Exception {
    var senders = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 80; i++) {
        senders.add(begin(github(token), 5_000_000, 66_000));
      }
      assertThat(delivered()).isIn(200, 503);
      Thread.sleep(1_000); // Long enough for the stalled bodies to count as slow.
      assertThat(delivered()).isEqualTo(200);
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  private int delivered() {
    String issue = "{\"action\":\"opened\",\"issue\":{\"number\":1,\"title\":\"It crashes\"}}";
    return post(github(token), "application/json", issue + PADDING).status();
  }

  private Socket begin(String path, int length, int sent) throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    String request = head(path) + "Content-Length: " + length + "\r\n\r\n" + " ".repeat(sent);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static void trickle(Socket sender) {
    try {
      sender.getOutputStream().write(' ');
    } catch (IOException refused) {
      // The body was refused and its connection closed.
    }
  }

  private static String statusLine(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static String head(String path) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "X-GitHub-Event: issues\r\n";
  }

  private static String github(String token) {
    return ExecutionRoutes.PREFIX + token + "/github";
  }

  private Answer post(String path, String type, String body) {
    return server
        .anonymous()
        .with("Content-Type", type)
        .with("X-GitHub-Event", "issues")
        .post(path.replace("{id}", id), body);
  }
}
