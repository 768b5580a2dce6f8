package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.ManualScheduler;
import io.chatalot.webhooks.adapter.http.MovedClock;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.body.TimedBody;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Clients that keep sending a refused body: it is drained for a bounded time and size. */
class RefusedBodyTest {
  private static final int HUGE = 500 * 1024 * 1024;
  private static final Duration PROMISED = Duration.ofSeconds(5);

  /** In seconds of the test's clock, which may move on before the server reads. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** The bytes that the system's buffers take of a body that nobody reads. */
  private static final int BUFFERED_BYTES = 32 * 1024 * 1024;

  private final MovedClock clock = new MovedClock();

  @Test
  void inAHostsJavalinADrippingBodyIsAnsweredAfterFiveSeconds() throws IOException {
    Javalin javalin = embedded();
    try (var client = new Dripping(javalin.port(), "/discard", HUGE, clock)) {
      client.dripUntil(PROMISED.multipliedBy(2));
      assertThat(clock.passed()).isBetween(PROMISED, PROMISED.plus(SOON));
      assertThat(client.status()).isEqualTo(200);
    } finally {
      javalin.stop();
    }
  }

  /** Bounded, because draining holds a thread. */
  @Test
  void inAHostsJavalinNoMoreThanThirtyTwoBodiesAreDrained() throws IOException {
    Javalin javalin = embedded();
    var senders = new ArrayList<Dripping>();
    try {
      for (int i = 0; i < 32; i++) {
        senders.add(new Dripping(javalin.port(), "/discard", HUGE, clock));
      }
      // Each body reads the clock at its start, before a read and before a wait.
      awaitLooks(3 * 32);
      try (var client = new Dripping(javalin.port(), "/discard", HUGE, clock)) {
        assertThat(client.status()).isEqualTo(200);
      }
      assertThat(clock.looks()).isEqualTo(3 * 32);
    } finally {
      for (Dripping sender : senders) {
        sender.close();
      }
      javalin.stop();
    }
  }

  private void awaitLooks(int count) {
    long start = System.nanoTime();
    while (clock.looks() < count) {
      assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
      Thread.onSpinWait();
    }
  }

  /** The answer comes at once, and the connection closes when the time is over. */
  @Test
  void inOurServerAnEndlessBodyIsCutOffAfterFiveSeconds() throws Exception {
    var scheduler = new ManualScheduler();
    var server = new Server(null, scheduler, null);
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var bodies = new WholeBodies(new RequestMemory(), request -> 0, ended -> {});
    server.setHandler(new EagerContentHandler(new No(), bodies));
    server.start();
    try (Socket client = connect(connector.getLocalPort(), "/")) {
      byte[] told = client.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(told, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
      scheduler.awaitAndRun(PROMISED);
      assertThat(client.getInputStream().readAllBytes()).endsWith((byte) 'n', (byte) 'o');
    } finally {
      server.stop();
    }
  }

  @Test
  void inAHostsJavalinAFastBodyIsDrainedForSixteenMegabytes() throws IOException {
    Javalin javalin = embedded();
    try (Socket client = connect(javalin.port(), "/refuse")) {
      assertThat(flood(client)).isLessThan(MOST_BYTES + BUFFERED_BYTES);
    } finally {
      javalin.stop();
    }
  }

  @Test
  void inOurServerAFastBodyIsDrainedForSixteenMegabytes() throws IOException {
    try (var server = new TestServer();
        Socket client = connect(server.port(), "/api/webhooks/execute/x/github")) {
      assertThat(flood(client)).isLessThan(MOST_BYTES + BUFFERED_BYTES);
    }
  }

  private Javalin embedded() {
    var bodies = new ForeignBodies(ctx -> {});
    var routes = new RouteTable();
    routes.post("/discard", ctx -> TimedBody.discard(ctx, clock));
    routes.post(
        "/refuse", ctx -> bodies.read(ctx, 1024 * 1024, json -> "", FormFields.in("payload")));
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              routes.mount(config, ResponsePolicy.embedded(RequestObserver.NONE));
            })
        .start("127.0.0.1", 0);
  }

  private static Socket connect(int port, String path) throws IOException {
    var socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    String head =
        String.format(
            Locale.ROOT,
            "POST %s HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n"
                + "{",
            path,
            HUGE);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Returns the bytes sent before the server closed the connection. */
  private static long flood(Socket client) throws IOException {
    var piece = new byte[256 * 1024];
    long sent = 0;
    try {
      OutputStream out = client.getOutputStream();
      while (sent < HUGE) {
        out.write(piece);
        sent += piece.length;
      }
    } catch (SocketException hungUp) {
      return sent;
    }
    return sent;
  }

  private static final class No extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(413);
      response.write(true, BufferUtil.toBuffer("no"), callback);
      return true;
    }
  }
}
