package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with a small heap, and messages whose tables make 64 KiB of HTML each. */
class LargePagesIT {
  private static final int MESSAGES = 100;
  private static final int READERS = 40;
  private static final int COLUMNS = 100;
  private static final int ROWS = 60;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerProcess server;
  private String webhook;
  private String page;
  private String stream;

  @BeforeEach
  void fillTheChannel() throws Exception {
    server =
        ServerProcess.start(
            folder,
            Map.of(
                "WEBHOOKS_RATE_LIMIT",
                "0",
                "WEBHOOKS_MAX_STREAMS_PER_USER",
                Integer.toString(4 * READERS),
                "JDK_JAVA_OPTIONS",
                "-XX:+UseSerialGC -Xmx160m"));
    webhook = server.createWebhook();
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(execute(table(i)).statusCode()).isEqualTo(200);
    }
    String messages = server.address() + "/api/channels/" + server.channel() + "/messages";
    String after = ServerProcess.field(execute("what comes is not in the page").body(), "id");
    page = messages + "?limit=" + MESSAGES + "&before=" + after;
    stream = messages + "/stream";
  }

  @AfterEach
  void end() {
    server.close();
    threads.shutdownNow();
  }

  @Test
  void manyMembersAtOnceGetTheWholePageOrAreAskedToComeAgain() throws Exception {
    Answer whole = read(false);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.bytes()).isGreaterThan(5_000_000);

    for (boolean compressed : List.of(false, true)) {
      var answers = new ArrayList<Future<Answer>>();
      for (int i = 0; i < READERS; i++) {
        answers.add(threads.submit(() -> read(compressed)));
      }
      assertThat(execute("hello").statusCode()).isEqualTo(200);
      for (Future<Answer> answer : answers) {
        answer.get().requireOneOf(whole);
      }
    }
    requireHealth();
  }

  @Test
  void membersWhoDoNotReadKeepOthersOutForAMomentAtMost() throws Exception {
    Answer whole = read(false);
    List<Socket> unread = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        unread.add(ask(page, ""));
      }
      Callable<Answer> again =
          () -> {
            Answer answer = read(true);
            while (answer.status() == 503) {
              answer = read(true);
            }
            return answer;
          };
      threads.submit(again).get().requireOneOf(whole);
      assertThat(execute("hello").statusCode()).isEqualTo(200);
      requireHealth();
    } finally {
      for (Socket socket : unread) {
        socket.close();
      }
    }
  }

  @Test
  void manyStreamsFromTheStartGetAllThatHappened() throws Exception {
    List<Socket> unread = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        unread.add(ask(stream, "Last-Event-ID: 0\r\n"));
      }
      var heard = new ArrayList<Future<Integer>>();
      for (int i = 0; i < READERS; i++) {
        heard.add(threads.submit(this::hearAll));
      }
      assertThat(execute("hello").statusCode()).isEqualTo(200);
      for (Future<Integer> one : heard) {
        assertThat(one.get()).isEqualTo(MESSAGES);
      }
      requireHealth();
    } finally {
      for (Socket socket : unread) {
        socket.close();
      }
    }
  }

  private void requireHealth() throws Exception {
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(server.err() + server.out()).doesNotContain("ERROR", "OutOfMemoryError");
    assertThat(server.terminate()).isZero();
  }

  private static String table(int number) {
    return String.format(
        Locale.ROOT,
        "|%d%s\n|%s\n%s",
        number,
        "|x".repeat(COLUMNS - 1),
        "-|".repeat(COLUMNS),
        "|a\n".repeat(ROWS));
  }

  private HttpResponse<String> execute(String content) throws Exception {
    String body = "{\"content\":\"" + content.replace("\n", "\\n") + "\"}";
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(webhook + "?wait=true"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder authorized(String url) throws Exception {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + server.session());
  }

  private Answer read(boolean compressed) throws Exception {
    HttpRequest.Builder request = authorized(page);
    if (compressed) {
      request.header("Accept-Encoding", "gzip");
    }
    HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    boolean isCompressed = answer.headers().firstValue("Content-Encoding").isPresent();
    try (InputStream body = isCompressed ? new GZIPInputStream(answer.body()) : answer.body()) {
      var sum = new CRC32();
      long bytes = 0;
      byte[] piece = new byte[16 * 1024];
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        sum.update(piece, 0, n);
        bytes += n;
      }
      return new Answer(
          answer.statusCode(),
          bytes,
          sum.getValue(),
          answer.headers().firstValue("Retry-After").isPresent());
    }
  }

  /** Returns when a stream from the start has told of so many messages. */
  private int hearAll() throws Exception {
    HttpRequest request = authorized(stream).header("Last-Event-ID", "0").build();
    var lines = HTTP.send(request, BodyHandlers.ofLines()).body().iterator();
    int heard = 0;
    for (String line = lines.next(); heard < MESSAGES; line = lines.next()) {
      heard += line.startsWith("data:") ? 1 : 0;
    }
    return heard;
  }

  private Socket ask(String url, String header) throws Exception {
    URI uri = URI.create(url);
    var socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
    String request =
        String.format(
            Locale.ROOT,
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n",
            uri.getPath() + query,
            server.session(),
            header);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private record Answer(int status, long bytes, long sum, boolean retryAfter) {
    void requireOneOf(Answer whole) {
      if (status == 503) {
        assertThat(retryAfter).isTrue();
      } else {
        assertThat(this).isEqualTo(whole);
      }
    }
  }
}
