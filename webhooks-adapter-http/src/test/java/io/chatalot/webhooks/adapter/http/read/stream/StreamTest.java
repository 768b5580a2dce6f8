package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {
  private TestServer server;
  private String execute;

  @BeforeEach
  void serve() {
    server = new TestServer();
    execute = ExecutionRoutes.PREFIX + server.createWebhook("CI").path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void newEditedAndDeletedMessagesAppear() throws IOException {
    try (var stream = new Stream("member", Map.of())) {
      String id = post("one");
      server.anonymous().patch(execute + "/messages/" + id, "{\"content\":\"two\"}");
      server.anonymous().delete(execute + "/messages/" + id);

      Event deleted = stream.next();
      while (!deleted.name().equals("message_deleted")) {
        assertThat(deleted.name()).isIn("message", "message_edited");
        assertThat(Json.parse(deleted.data()).path("id").asText()).isEqualTo(id);
        deleted = stream.next();
      }
      assertThat(Json.parse(deleted.data()).path("id").asText()).isEqualTo(id);
    }
  }

  @Test
  void theDataIsTheMessage() throws IOException {
    try (var stream = new Stream("member", Map.of())) {
      post("first\nsecond");
      Event event = stream.next();
      assertThat(event.name()).isEqualTo("message");
      assertThat(Json.parse(event.data()))
          .isEqualTo(server.as("member").get(server.channelPath() + "/messages").json().path(0));
    }
  }

  @Test
  void aLostConnectionMissesNothingAndRepeatsNothing() throws IOException {
    post("before");
    String lastId;
    try (var stream = new Stream("member", Map.of())) {
      post("a");
      post("b");
      assertThat(content(stream.next())).isEqualTo("a");
      Event b = stream.next();
      assertThat(content(b)).isEqualTo("b");
      lastId = b.id();
    }
    post("c");
    post("d");
    try (var stream = new Stream("member", Map.of("Last-Event-ID", lastId))) {
      assertThat(content(stream.next())).isEqualTo("c");
      assertThat(content(stream.next())).isEqualTo("d");
      post("e");
      assertThat(content(stream.next())).isEqualTo("e");
    }
  }

  @Test
  void aConnectionThatIsLostBeforeTheFirstEventCanResumeToo() throws IOException {
    String lastId;
    try (var stream = new Stream("member", Map.of())) {
      lastId = stream.firstId();
    }
    post("in between");
    try (var stream = new Stream("member", Map.of("Last-Event-ID", lastId))) {
      assertThat(content(stream.next())).isEqualTo("in between");
    }
  }

  /** Neither proxies nor clients that wait for a chunk's end delay events. */
  @Test
  void aStreamIsNotHeldBackOnItsWay() throws IOException {
    try (var stream = new Stream("member", Map.of())) {
      assertThat(stream.connection.getHeaderField("X-Accel-Buffering")).isEqualTo("no");
      assertThat(stream.connection.getHeaderField("Cache-Control")).isEqualTo("no-store");
      assertThat(stream.connection.getHeaderField("Connection")).isEqualTo("close");
      assertThat(stream.connection.getHeaderField("Transfer-Encoding")).isNull();
    }
  }

  @Test
  void onlyMembersFollow() {
    String path = server.channelPath() + "/messages/stream";
    assertThat(server.as("stranger").get(path).status()).isEqualTo(404);
    assertThat(server.anonymous().get(path).status()).isEqualTo(401);
    assertThat(server.as("member").with("Last-Event-ID", "nonsense").get(path).wrongFields())
        .containsExactly("Last-Event-ID:invalid_value");
  }

  @Test
  void anEndedSessionOrMembershipGetsNoMoreEvents() throws IOException {
    try (var ended = new Stream("member", Map.of());
        var removed = new Stream("moderator", Map.of())) {
      server.host.logout(ended.session);
      server.host.directory.removeMember(server.host.community, server.host.id("moderator"));
      post("not for them");
      assertThat(ended.reader.readLine()).isNull();
      assertThat(removed.reader.readLine()).isNull();
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndDelaysNobody() throws IOException {
    String large = "\uD83D\uDE00".repeat(4_000);
    try (var slow = new Socket();
        var stream = new Stream("moderator", Map.of())) {
      slow.setReceiveBufferSize(4 * 1024);
      slow.connect(new InetSocketAddress("127.0.0.1", server.port()));
      slow.setSoTimeout(15_000);
      slow.getOutputStream().write(request("member").getBytes(StandardCharsets.US_ASCII));
      assertThat(slow.getInputStream().read()).isPositive();
      // 2 MB: more than the sockets on both sides buffer.
      for (int i = 0; i < 60; i++) {
        post(large);
        assertThat(content(stream.next())).isEqualTo(large);
      }
      assertThat(server.api.openStreams()).isEqualTo(2);

      server.api.tails().beat();
      post("last");
      assertThat(content(stream.next())).isEqualTo("last");
      server.api.tails().beat();

      assertThat(server.api.openStreams()).isEqualTo(1);
      assertThat(isCutOff(slow)).isTrue();
      assertThat(server.ended).containsExactly(ConnectionEnd.SLOW_READER);
    }
  }

  @Test
  void streamsOfASessionAreBoundedAndAClosedOneMakesRoom() throws IOException {
    var open = new ArrayList<Stream>();
    String session = server.host.session("member");
    for (int i = 0; i < WebhooksApi.DEFAULT_STREAMS_PER_USER / 2; i++) {
      open.add(new Stream("member", Map.of("Authorization", "Bearer " + session)));
    }
    var member = server.anonymous().with("Authorization", "Bearer " + session);
    var refused = member.get(server.channelPath() + "/messages/stream");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorCode()).isEqualTo("rate_limited");
    assertThat(refused.header("Retry-After")).isEqualTo("10");

    try (var another = new Stream("member", Map.of())) {
      post("hello");
      assertThat(content(another.next())).isEqualTo("hello");
    }
    for (Stream stream : open) {
      stream.close();
    }
  }

  private String request(String user) {
    return "GET "
        + server.channelPath()
        + "/messages/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + server.host.session(user)
        + "\r\n\r\n";
  }

  private static boolean isCutOff(Socket socket) throws IOException {
    try {
      socket.getInputStream().skipNBytes(Long.MAX_VALUE);
      return false;
    } catch (EOFException | SocketException end) {
      return true;
    }
  }

  @Test
  void stoppingEndsEveryStream() throws IOException {
    try (var stream = new Stream("member", Map.of())) {
      assertThat(server.api.openStreams()).isEqualTo(1);
      server.api.close();
      assertThat(stream.reader.readLine()).isNull();
    }
  }

  private String post(String content) {
    var answer =
        server
            .anonymous()
            .post(execute + "?wait=true", Json.object().put("content", content).toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("id").asText();
  }

  private static String content(Event event) {
    return Json.parse(event.data()).path("content").asText();
  }

  private record Event(String name, String id, String data) {}

  /** An open stream, past its greeting. */
  private final class Stream implements AutoCloseable {
    private final HttpURLConnection connection;
    private final BufferedReader reader;
    private final List<String> greeting = new ArrayList<>();
    private final String session;

    Stream(String user, Map<String, String> headers) throws IOException {
      URI uri =
          URI.create(
              "http://127.0.0.1:" + server.port() + server.channelPath() + "/messages/stream");
      connection = (HttpURLConnection) uri.toURL().openConnection();
      session = server.host.session(user);
      connection.setRequestProperty("Authorization", "Bearer " + session);
      headers.forEach(connection::setRequestProperty);
      connection.setReadTimeout(15_000);
      assertThat(connection.getContentType()).startsWith("text/event-stream");
      reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
        greeting.add(line);
      }
    }

    String firstId() {
      return greeting.stream()
          .filter(line -> line.startsWith("id: "))
          .map(line -> line.substring(4))
          .findFirst()
          .orElseThrow();
    }

    Event next() throws IOException {
      String name = "";
      String id = "";
      String data = "";
      for (String line = reader.readLine(); ; line = reader.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty() && !data.isEmpty()) {
          return new Event(name, id, data);
        }
      }
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }
}
