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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines of connections, tested by sweeps with a later time. */
class TimedConnectionTest {
  private static final ResponsePolicy ANSWERING = ResponsePolicy.embedded(RequestObserver.NONE);
  private static final int MOST = 4;
  private static final int MOST_BYTES = 80_000;
  private static final Duration PATIENCE = TimedConnection.PATIENCE;
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n";

  /** A share of the allowed wait that no connection reaches on its own. */
  private static final double MOST_FOR_ALL = 0.03;

  private static final String LARGE = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n";

  /**
   * More than the system buffers. Direct, since each write of a heap buffer would copy all of it.
   */
  private static final ByteBuffer LARGE_BODY = ByteBuffer.allocateDirect(32 * 1024 * 1024);

  private static final String POST_OF_1000 =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";

  /** Another address of loopback. */
  private static final String OTHER = "127.0.0.2";

  private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked";

  private final List<ConnectionEnd> ended = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final RequestMemory memory = new RequestMemory(MOST_BYTES);
  private final ClientConnections connections = new ClientConnections(MOST, observer());
  private final WholeBodies bodies =
      new WholeBodies(memory, request -> RequestBounds.BODY_BYTES, ended::add);
  private final Server server = new Server();
  private final BoundedConnector connector =
      new BoundedConnector(
          server,
          connections,
          new HttpOneConnections(new HttpConfiguration(), connections, memory));

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void serve() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(
        new JettyProblems(path -> ProblemWriter.ENVELOPE, path -> Map.of(), ANSWERING, false));
    server.setHandler(new EagerContentHandler(new Refusing(new Hello()), bodies));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HT", GET, GET + "A: b\r\nB"})
  void headersThatAreNotCompleteInTimeEndWith408(String begun) throws IOException {
    Socket client = connect(begun);
    awaitMemory(bytes -> bytes > 0);
    sweepUntilEnded(ConnectionEnd.SLOW_HEADERS);
    assertThat(answer(client)).startsWith("HTTP/1.1 408 ").contains("\"request_timeout\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n\r\n\r"})
  void aConnectionThatBringsNoRequestInTimeIsClosed(String begun) throws IOException {
    Socket client = connect(begun);
    sweepUntilEnded(ConnectionEnd.SLOW_HEADERS);
    assertThat(answer(client)).isEmpty();
  }

  /** Each byte restarts Jetty's idle time-out. */
  @Test
  void theDeadlineIsForAllHeadersAndNotBetweenTwoBytes() throws Exception {
    Socket client = connect("GET / HTTP/1.1\r\n");
    awaitMemory(bytes -> bytes > 0);
    long begun = System.nanoTime();
    for (String piece : List.of("Host", ": x\r", "\nA: b", "\r\nC")) {
      long before = memory.bytes();
      send(client, piece);
      awaitMemory(bytes -> bytes > before);
    }
    sweepUntilEnded(() -> begun + PATIENCE.toNanos(), ConnectionEnd.SLOW_HEADERS);
    assertThat(answer(client)).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void aConnectionThatIsIdleAfterAnAnswerIsNotLate() throws IOException {
    Socket client = connect(GET + "\r\n");
    readHello(client);
    connections.sweep(System.nanoTime() + 2 * PATIENCE.toNanos());
    send(client, GET + "\r\n");
    readHello(client);
    assertThat(ended).isEmpty();
  }

  @Test
  void aHundredLinesAreTakenAndOneMoreIs431() throws IOException {
    readHello(connect(GET + "A: b\r\n".repeat(99) + "\r\n"));
    Socket client = connect(GET + "A: b\r\n".repeat(101));
    assertThat(answer(client)).startsWith("HTTP/1.1 431 ").contains("\"headers_too_large\"");
  }

  @Test
  void blankLinesBeforeTheRequestAreCounted() throws IOException {
    readHello(connect("\r\n".repeat(50) + GET + "A: b\r\n".repeat(49) + "\r\n"));
    assertThat(answer(connect("\r\n".repeat(101)))).startsWith("HTTP/1.1 431 ");
    String both = "\r\n".repeat(51) + GET + "A: b\r\n".repeat(49) + "\r\n";
    assertThat(answer(connect(both))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void trailersAreCounted() throws IOException {
    readHello(connect(CHUNKED + "\r\n\r\n1\r\nx\r\n0\r\n" + "A: b\r\n".repeat(98) + "\r\n"));
    String many = CHUNKED + "\r\n\r\n1\r\nx\r\n0\r\n" + "A: b\r\n".repeat(99) + "\r\n";
    assertThat(answer(connect(many))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void theLinesOfEachRequestOfAConnectionAreCountedAnew() throws IOException {
    Socket client = connect((GET + "A: b\r\n".repeat(90) + "\r\n").repeat(2));
    readHello(client);
    readHello(client);
  }

  @Test
  void whatHeadersHoldIsCountedUntilTheAnswer() throws IOException {
    Socket client = connect(GET + "A: b\r\n".repeat(50));
    awaitMemory(bytes -> bytes > 50 * 100);
    send(client, "\r\n");
    readHello(client);
    awaitMemory(bytes -> bytes == 0);

    connect(GET + "A: b\r\n".repeat(50));
    awaitMemory(bytes -> bytes > 50 * 100);
    sockets.get(1).close();
    awaitMemory(bytes -> bytes == 0);
  }

  @Test
  void whereHeadersHoldTooMuchTheSlowestGo() throws IOException {
    String half = GET + "A: b\r\n".repeat(60) + "B: " + "b".repeat(7_000);
    Socket first = connect(half);
    awaitMemory(bytes -> bytes > MOST_BYTES / 5);
    for (int i = 1; i < MOST; i++) {
      send(connect(half), "c");
    }
    awaitEnded(ConnectionEnd.NO_MEMORY);
    assertThat(isClosed(first)).isTrue();
    Socket last = sockets.get(MOST - 1);
    send(last, "\r\n\r\n");
    readHello(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {POST_OF_1000, POST_OF_1000 + "x", LARGE})
  void whereHeadersOfRequestsThatWaitForTheirClientsHoldTooMuchTheOldestGo(String request)
      throws IOException {
    String lines = "A: b\r\n".repeat(60) + "B: " + "b".repeat(7_000) + "\r\n";
    for (int i = 1; i < MOST; i++) {
      connect(request.replace("\r\n\r\n", "\r\n" + lines + "\r\n"));
      int atLeast = MOST_BYTES * 3 / 10 * i;
      awaitMemory(bytes -> bytes > atLeast);
    }
    awaitWaiting(MOST - 1, Double.MIN_VALUE);
    readHello(connect(GET + lines + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.NO_MEMORY);
    assertThat(isCutOff(sockets.get(0))).isTrue();
  }

  @Test
  void aNewConnectionFindsRoomWhereOthersAreIdle() throws Exception {
    for (int i = 0; i < MOST; i++) {
      readHello(connect(GET + "\r\n"));
    }
    Socket busy = sockets.get(0);
    send(busy, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    awaitAge();
    readHello(connect(GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
    assertThat(isClosed(sockets.get(1))).isTrue();
    release.countDown();
    readHello(busy);
  }

  @Test
  void aNewConnectionFindsRoomWhereOthersAreSlowInMidHeaders() throws Exception {
    for (int i = 0; i < MOST; i++) {
      connect(GET);
    }
    awaitAge();
    readHello(connect(GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
  }

  @Test
  void aNewConnectionFindsRoomWhereBodiesDoNotCome() throws Exception {
    for (int i = 0; i < MOST; i++) {
      connect(POST_OF_1000 + "x".repeat(i));
    }
    awaitWaiting(MOST_FOR_ALL);
    readHello(connect(GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
  }

  @Test
  void aNewConnectionFindsRoomWhereOthersDoNotTakeTheirAnswers() throws Exception {
    for (int i = 0; i < MOST; i++) {
      connect(LARGE);
    }
    awaitWaiting(MOST_FOR_ALL);
    readHello(connect(GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
  }

  /** At once, without a minimum wait. */
  @ParameterizedTest
  @ValueSource(strings = {"", GET, GET + "\r\n", POST_OF_1000, LARGE})
  void aClientThatHasFewerConnectionsFindsRoomAmongThoseOfAnotherThatHasMany(String begun)
      throws Exception {
    for (int i = 0; i < MOST; i++) {
      long before = memory.bytes();
      Socket one = connectFrom(OTHER, begun);
      if (begun.equals(GET + "\r\n")) {
        readHello(one);
      } else if (begun.equals(LARGE)) {
        assertThat(one.getInputStream().read()).isPositive();
      } else if (!begun.isEmpty()) {
        awaitMemory(bytes -> bytes > before);
      }
    }
    awaitWaiting(Double.MIN_VALUE);
    readHello(connect(GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
  }

  @Test
  void aClientThatHasManyConnectionsDisplacesItsOwn() throws Exception {
    Socket oldest = connect(GET + "\r\n");
    readHello(oldest);
    awaitAge();
    for (int i = 1; i < MOST; i++) {
      readHello(connectFrom(OTHER, GET + "\r\n"));
    }
    awaitAge();
    readHello(connectFrom(OTHER, GET + "\r\n"));
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED);
    send(oldest, GET + "\r\n");
    readHello(oldest);
  }

  @Test
  void whereNothingCanBeAcceptedForWantOfDescriptorsIdleConnectionsEnd() throws Exception {
    Socket idle = connect(GET + "\r\n");
    readHello(idle);
    awaitAge();
    assertThat(connector.handleAcceptFailure(new IOException("Too many open files"))).isTrue();
    assertThat(ended).containsExactly(ConnectionEnd.DISPLACED, ConnectionEnd.NO_DESCRIPTOR);
    assertThat(isClosed(idle)).isTrue();
    readHello(connect(GET + "\r\n"));
  }

  @Test
  void whereAllAreAtWorkANewConnectionIsRefused() throws Exception {
    for (int i = 0; i < MOST; i++) {
      connect("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    awaitAge();
    assertThat(isClosed(connect(""))).isTrue();
    assertThat(ended).containsExactly(ConnectionEnd.REFUSED);
    awaitCount(MOST);
    release.countDown();
    for (int i = 0; i < MOST; i++) {
      readHello(sockets.get(i));
    }
  }

  private RequestObserver observer() {
    return new RequestObserver() {
      @Override
      public void answered(String method, String route, int status, Duration took) {}

      @Override
      public void connectionEnded(ConnectionEnd why) {
        ended.add(why);
      }
    };
  }

  private Socket connect(String begun) throws IOException {
    return connectFrom("127.0.0.1", begun);
  }

  private Socket connectFrom(String client, String begun) throws IOException {
    var socket = new Socket();
    // A small receive buffer, so that an unread answer blocks early.
    socket.setReceiveBufferSize(16 * 1024);
    socket.bind(new InetSocketAddress(client, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
    sockets.add(socket);
    socket.setSoTimeout(10_000);
    send(socket, begun);
    return socket;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /** Reads until the expected text, after any earlier bytes. */
  private static boolean isCutOff(Socket client) {
    try {
      client.getInputStream().readAllBytes();
      return true;
    } catch (IOException ended) {
      return !(ended instanceof SocketTimeoutException);
    }
  }

  private static boolean isClosed(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static void readHello(Socket client) throws IOException {
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\nhello") < 0) {
      int read = client.getInputStream().read();
      assertThat(read).as(answer.toString()).isNotNegative();
      answer.append((char) read);
    }
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  /** Sweeps repeatedly, since sent bytes may not have arrived yet. */
  private void sweepUntilEnded(ConnectionEnd why) {
    sweepUntilEnded(() -> System.nanoTime() + PATIENCE.toNanos(), why);
  }

  private void sweepUntilEnded(LongSupplier now, ConnectionEnd why) {
    Instant end = Instant.now().plusSeconds(10);
    while (ended.isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      connections.sweep(now.getAsLong());
    }
    assertThat(ended).containsExactly(why);
  }

  private void awaitEnded(ConnectionEnd why) {
    Instant end = Instant.now().plusSeconds(10);
    while (!ended.contains(why)) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private void awaitCount(int expected) {
    Instant end = Instant.now().plusSeconds(10);
    while (connections.count() != expected) {
      assertThat(Instant.now()).as("%d connections", connections.count()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  /** Waits until each connection has used up this share of its allowed wait. */
  private void awaitWaiting(double part) {
    awaitWaiting(MOST, part);
  }

  private void awaitWaiting(int count, double part) {
    Instant end = Instant.now().plusSeconds(20);
    while (waiting(part) < count) {
      assertThat(Instant.now()).as("%d wait", waiting(part)).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private long waiting(double part) {
    return connector.getConnectedEndPoints().stream()
        .map(EndPoint::getConnection)
        .filter(TimedConnection.class::isInstance)
        .map(TimedConnection.class::cast)
        .filter(each -> Stall.waits(each.getEndPoint()))
        .filter(each -> each.waited(System.nanoTime()) >= part)
        .count();
  }

  private void awaitMemory(LongPredicate expected) {
    Instant end = Instant.now().plusSeconds(10);
    while (!expected.test(memory.bytes())) {
      assertThat(Instant.now()).as("%d bytes", memory.bytes()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  /** Waits until every connection has had its guaranteed wait. */
  private static void awaitAge() throws InterruptedException {
    Thread.sleep(1_000);
  }

  private final class Hello extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (Request.getPathInContext(request).equals("/wait")) {
        release.await();
      }
      if (Request.getPathInContext(request).equals("/large")) {
        response.write(true, LARGE_BODY.duplicate(), callback);
        return true;
      }
      response.write(true, BufferUtil.toBuffer("hello"), callback);
      return true;
    }
  }
}
