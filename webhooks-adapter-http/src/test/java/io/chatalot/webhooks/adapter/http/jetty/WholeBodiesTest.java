package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.Refusing;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.problem.ProblemWriter;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.chatalot.webhooks.adapter.http.route.JettyProblems;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WholeBodiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ResponsePolicy ANSWERING = ResponsePolicy.embedded(RequestObserver.NONE);
  private static final int MOST_BYTES = 100_000;
  private static final String LENGTH = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final RequestMemory memory = new RequestMemory(MOST_BYTES);
  private final List<ConnectionEnd> ended = new CopyOnWriteArrayList<>();
  private final WholeBodies bodies = bodies(memory);
  private final AtomicInteger handled = new AtomicInteger();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void serve() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(
        new JettyProblems(path -> ProblemWriter.ENVELOPE, path -> Map.of(), ANSWERING, false));
    server.setHandler(new EagerContentHandler(new Refusing(new Length()), bodies));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void aBodyInAThousandPiecesIsHandledWhenItIsWhole() throws IOException {
    try (Socket client = connect()) {
      send(client, CHUNKED + "1\r\nx\r\n".repeat(1_000));
      awaitBytes(bytes -> bytes == 1_000);
      assertThat(handled).hasValue(0);

      send(client, "0\r\n\r\n");
      assertThat(answer(client)).endsWith("read 1000");
    }
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void aStalledBodyIsAwaitedNoLongerThanTheIdleTimeout() throws IOException {
    connector.setIdleTimeout(200);
    try (Socket client = connect()) {
      send(client, String.format(Locale.ROOT, LENGTH, 10) + "x");
      assertThat(answer(client)).startsWith("HTTP/1.1 400 ").contains("breaks off");
    }
    assertThat(handled).hasValue(0);
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void aClientThatLeavesInMidBodyHoldsNothing() throws IOException {
    try (Socket client = connect()) {
      send(client, String.format(Locale.ROOT, LENGTH, 10) + "x");
      awaitBytes(bytes -> bytes == 1);
    }
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void aBodyThatIsTooLargeIsNotWaitedFor() throws IOException {
    try (Socket client = connect()) {
      send(
          client,
          String.format(Locale.ROOT, LENGTH, 1_000_000) + "x".repeat(RequestBounds.BODY_BYTES + 1));
      awaitHandled();
    }
  }

  @Test
  void whenMemoryIsFullTheOldestRequestIsCutOff() throws IOException {
    try (Socket first = connect();
        Socket second = connect()) {
      send(first, String.format(Locale.ROOT, LENGTH, 60_001) + "x".repeat(60_000));
      awaitBytes(bytes -> bytes == 60_000);
      send(second, String.format(Locale.ROOT, LENGTH, 60_001) + "x".repeat(60_000));
      assertThat(isCutOff(first)).isTrue();

      send(second, "x");
      assertThat(answer(second)).endsWith("read 60001");
    }
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void aBodyLargerThanTheMemoryIsRefused() throws Exception {
    server.stop();
    server.setHandler(
        new EagerContentHandler(new Refusing(new Length()), bodies(new RequestMemory(10))));
    server.start();
    try (Socket client = connect()) {
      send(client, String.format(Locale.ROOT, LENGTH, 11) + "x".repeat(11));
      assertThat(client.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 503");
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void aSmallBodyThatComesMoreSlowlyThanAKibibyteASecondEndsWith408() throws IOException {
    try (Socket client = connect()) {
      send(client, String.format(Locale.ROOT, LENGTH, 1_000) + "x".repeat(512));
      awaitBytes(bytes -> bytes == 512);
      sweepAfter(BodyClock.GRACE.plusMillis(400));
      assertThat(ended).isEmpty();

      sweepUntilEnded(BodyClock.GRACE.plusMillis(600));
      assertThat(answer(client)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }
    assertThat(ended).containsExactly(ConnectionEnd.SLOW_BODY);
    assertThat(handled).hasValue(0);
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void piecesAndTrailersThatDribbleAreNoProgressEither() throws IOException {
    for (String dribble : List.of("1;a=b", "1\r\nx\r\n0\r\nA: b\r\nB")) {
      try (Socket client = connect()) {
        send(client, CHUNKED + "1\r\nx\r\n" + dribble);
        awaitBytes(bytes -> bytes > 0);
        sweepUntilEnded(BodyClock.GRACE.plusMillis(500));
        assertThat(answer(client)).startsWith("HTTP/1.1 408 ");
      }
      ended.clear();
    }
    awaitBytes(bytes -> bytes == 0);
  }

  @Test
  void aBodyThatNeverBeginsEndsWith408() throws IOException {
    try (Socket client = connect()) {
      send(client, String.format(Locale.ROOT, LENGTH, 1_000));
      sweepAfter(BodyClock.FIRST_BYTE.minusMillis(500));
      assertThat(ended).isEmpty();
      sweepUntilEnded(BodyClock.FIRST_BYTE.plusMillis(500));
      assertThat(answer(client)).startsWith("HTTP/1.1 408 ");
    }
  }

  /** Sweeps as if so much time had passed since the sent bytes arrived. */
  private void sweepAfter(Duration time) {
    bodies.sweep(System.nanoTime() + time.toNanos());
  }

  /** Sweeps repeatedly, since sent bytes may not have arrived yet. */
  private void sweepUntilEnded(Duration time) {
    Instant end = Instant.now().plus(PATIENCE);
    while (ended.isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      sweepAfter(time);
    }
  }

  private WholeBodies bodies(RequestMemory memory) {
    return new WholeBodies(memory, request -> RequestBounds.BODY_BYTES, ended::add);
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", connector.getLocalPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static boolean isCutOff(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private void awaitBytes(LongPredicate expected) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!expected.test(memory.bytes())) {
      assertThat(Instant.now()).as("while %d bytes wait", memory.bytes()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private void awaitHandled() {
    Instant end = Instant.now().plus(PATIENCE);
    while (handled.get() == 0) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  /** Reads the body and answers its length. */
  private final class Length extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      response.getHeaders().put("Connection", "close");
      handled.incrementAndGet();
      String said = "read " + Content.Source.asByteBuffer(request).remaining();
      Content.Sink.write(response, true, said, callback);
      return true;
    }
  }
}
