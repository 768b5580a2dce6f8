package io.chatalot.webhooks.adapter.http.read.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;
import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages of messages in an embedder's plain Javalin. */
class MessagePagesTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MANY = 100;
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final String LARGE = "x".repeat(64 * 1024);

  private final UserId user = new UserId(UUID.randomUUID());
  private final AtomicInteger renderings = new AtomicInteger();
  private final List<String> observed = Collections.synchronizedList(new ArrayList<>());
  private final AnswerMemory room =
      new AnswerMemory(16 << 20, Duration.ofMillis(200), Duration.ofMillis(200), LONG);
  private volatile Supplier<List<RenderedMessage>> page = () -> page(0, LARGE);
  private volatile boolean observerThrows;
  private Javalin javalin;

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @Test
  void aPageIsWholeHoweverLargeItIs() throws IOException {
    serve(LONG);
    for (int count : List.of(0, 1, 2, MANY)) {
      for (String html : List.of("", LARGE)) {
        page = () -> page(count, html);
        String plain = body(ask("GET", ""));
        assertThat(Json.parse(plain)).hasSize(count);
        String zipped = ask("GET", "Accept-Encoding: gzip\r\n");
        assertThat(zipped).contains("Content-Encoding: gzip");
        assertThat(unzipped(zipped)).isEqualTo(plain);
      }
    }
    awaitAllRoom();
    assertThat(awaitObserved(16)).containsOnly("GET /page 200");
  }

  @Test
  void theHeadOfAPageIsAnsweredWithoutIt() throws IOException {
    serve(LONG);
    for (int count : List.of(0, MANY)) {
      page = () -> page(count, LARGE);
      assertThat(ask("HEAD", "")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }
    awaitAllRoom();
  }

  @Test
  void messagesAreRenderedAsTheyAreTaken() throws IOException {
    serve(LONG);
    page = () -> page(MANY, LARGE);
    try (Socket unread = askWithoutReading()) {
      assertThat(unread.getInputStream().read()).isPositive();
      assertThat(body(ask("GET", ""))).hasSizeGreaterThan(MANY * LARGE.length());
      // The other page is rendered completely; of this one only a part, which fits into the
      // system's buffers.
      assertThat(renderings.get() - MANY).isBetween(1, MANY - 1);
    }
    awaitAllRoom();
  }

  @Test
  void anErrorBeforeAPageBeginsIsAnswered() throws IOException {
    serve(LONG);
    page =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThat(ask("GET", "")).startsWith("HTTP/1.1 500").contains("internal_error");
    page = () -> broken(1, 0);
    assertThat(ask("GET", "")).startsWith("HTTP/1.1 500").contains("internal_error");
    awaitAllRoom();
    assertThat(awaitObserved(2)).containsExactly("GET /page 500", "GET /page 500");
  }

  @Test
  void anErrorInTheMiddleOfAPageDoesNotLookLikeItsEnd() throws IOException {
    serve(LONG);
    page = () -> broken(MANY, MANY / 2);
    String answer = ask("GET", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("Transfer-Encoding: chunked", "message 49")
        .doesNotContain("message 51")
        .doesNotEndWith(LAST_CHUNK);
    awaitAllRoom();
  }

  @Test
  void anObserverThatThrowsKeepsNoRequestOpen() throws IOException {
    serve(LONG);
    page = () -> page(0, "");
    observerThrows = true;
    try (var socket = new Socket("127.0.0.1", javalin.port())) {
      socket.setSoTimeout(10_000);
      String request = "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n";
      String last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write((request + last).getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
    }
    awaitAllRoom();
  }

  @Test
  void aReaderWithoutMemoryIs503WithRetryAfter() throws IOException {
    serve(LONG);
    AnswerMemory.Place all = room.enter(new UserId(UUID.randomUUID()), Long.MAX_VALUE).join();
    assertThat(ask("GET", ""))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: ", "\"unavailable\"");
    all.leave();

    assertThat(ask("GET", "")).startsWith("HTTP/1.1 200");
    assertThat(awaitObserved(2)).containsExactly("GET /page 503", "GET /page 200");
  }

  @Test
  void readersWhoDoNotReadMakeRoomForOthers() throws IOException {
    serve(LONG);
    page = () -> page(MANY, LARGE);
    List<Socket> unread = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        unread.add(askWithoutReading());
      }
      String answer = ask("GET", "");
      while (answer.startsWith("HTTP/1.1 503")) {
        answer = ask("GET", "");
      }
      assertThat(Json.parse(body(answer))).hasSize(MANY);
    } finally {
      for (Socket socket : unread) {
        socket.close();
      }
    }
    awaitAllRoom();
  }

  @Test
  void aReaderWhoTakesForEverIsCutOff() throws IOException {
    serve(Duration.ofMillis(100));
    page = () -> page(MANY, LARGE);
    try (Socket slow = askWithoutReading()) {
      assertThat(slow.getInputStream().read()).isPositive();
      awaitAllRoom();
      long got = slow.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      assertThat(got).isLessThan((long) MANY * LARGE.length());
    } catch (java.net.SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private void serve(Duration deadline) {
    var pages = new MessagePages(LogOnlyBackground.create(), room, deadline);
    var routes =
        new RouteTable().get("/page", ctx -> pages.answer(ctx, user, MANY, () -> page.get()));
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.mount(
                      config,
                      ResponsePolicy.embedded(
                          (method, route, status, took) -> {
                            observed.add(method + " " + route + " " + status);
                            if (observerThrows) {
                              throw new IllegalStateException("not counted");
                            }
                          }));
                })
            .start("127.0.0.1", 0);
  }

  private List<RenderedMessage> page(int count, String html) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new RenderedMessage(
                    message(i),
                    content -> {
                      renderings.incrementAndGet();
                      return html;
                    }))
        .toList();
  }

  private List<RenderedMessage> broken(int count, int at) {
    var list = new ArrayList<>(page(count, LARGE));
    list.set(
        at,
        new RenderedMessage(
            message(at),
            content -> {
              throw new StackOverflowError();
            }));
    return list;
  }

  private static Message message(int number) {
    return new Message(
        new MessageId(new UUID(0, number)),
        new ChannelId(new UUID(0, 1)),
        new WebhookId(new UUID(0, 2)),
        new DisplayName("CI"),
        Optional.empty(),
        new MessageContent("message " + number),
        Instant.EPOCH,
        Optional.empty());
  }

  private String ask(String method, String headers) throws IOException {
    try (var socket = new Socket("127.0.0.1", javalin.port())) {
      socket.setSoTimeout(60_000);
      String request =
          method + " /page HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Socket askWithoutReading() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress("127.0.0.1", javalin.port()));
    socket
        .getOutputStream()
        .write("GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String body(String answer) {
    int start = answer.indexOf("\r\n\r\n") + 4;
    if (!answer.substring(0, start).contains("chunked")) {
      return answer.substring(start);
    }
    assertThat(answer).endsWith(LAST_CHUNK);
    var body = new StringBuilder();
    int end = answer.indexOf("\r\n", start);
    for (int size = Integer.parseInt(answer, start, end, 16); size > 0; ) {
      body.append(answer, end + 2, end + 2 + size);
      start = end + 2 + size + 2;
      end = answer.indexOf("\r\n", start);
      size = Integer.parseInt(answer, start, end, 16);
    }
    return body.toString();
  }

  private static String unzipped(String answer) throws IOException {
    byte[] bytes = body(answer).getBytes(StandardCharsets.ISO_8859_1);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Waits for the observer, which may be notified after the client has the answer. */
  private List<String> awaitObserved(int count) {
    long start = System.nanoTime();
    while (observed.size() < count) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
    return List.copyOf(observed);
  }

  /** Waits until no page is in progress. */
  private void awaitAllRoom() {
    long start = System.nanoTime();
    while (room.isUsed()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }
}
