package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.MovedClock;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.FormFields;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.Javalin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bounds of large bodies in an embedder's Javalin. */
class LargeBodyLimitsTest {
  private static final int LARGE = 1024 * 1024;
  private static final Duration PROMISED = Duration.ofSeconds(10);

  /**
   * In seconds of the test's clock, which may move on before the server sees the body's first byte.
   */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int PLACES = 64;

  private final MovedClock clock = new MovedClock();
  private final ForeignBodies bodies = new ForeignBodies(ctx -> {}, clock);
  private final AtomicInteger parsed = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final Javalin javalin = serve();

  private Javalin serve() {
    var routes = new RouteTable();
    routes.post(
        "/hold", ctx -> ctx.result(bodies.read(ctx, LARGE, this::hold, FormFields.in("payload"))));
    routes.post(
        "/",
        ctx -> ctx.result(bodies.read(ctx, LARGE, JsonNode::toString, FormFields.in("payload"))));
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              routes.mount(config, ResponsePolicy.embedded(RequestObserver.NONE));
            })
        .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    gate.countDown();
    clients.shutdownNow();
    javalin.stop();
  }

  /** One at a time, because a tree takes many times its text's memory. */
  @Test
  void oneLargeBodyIsParsedAtATime() {
    var first = post();
    await(() -> parsed.get() == 1);
    var second = post();
    await(() -> parsed.get() > 1 || bodies.waitingForTheirTurn() == 1);
    assertThat(parsed).as("bodies that are in memory as trees at once").hasValue(1);

    gate.countDown();
    assertThat(first.join()).isEqualTo(200);
    assertThat(second.join()).isEqualTo(200);
    assertThat(parsed).hasValue(2);
  }

  private String hold(JsonNode json) {
    parsed.incrementAndGet();
    try {
      assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return "ok";
  }

  private CompletableFuture<Integer> post() {
    String body = "{}" + " ".repeat(200_000);
    return CompletableFuture.supplyAsync(
        () -> new TestClient(javalin.port()).post("/hold", body).status(), clients);
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }

  /** Bounded, because each body that is being read holds a thread. */
  @Test
  void ofSixtyFiveLargeBodiesAtOnceOneIs503() throws IOException {
    var senders = new ArrayList<Dripping>();
    try {
      for (int i = 0; i < PLACES; i++) {
        senders.add(new Dripping(javalin.port(), "/", LARGE, clock));
      }
      await(() -> bodies.reading() == PLACES);
      // Expects "100 Continue", so that a refused body is not drained.
      var last = new Dripping(javalin.port(), "/", LARGE, clock, "Expect: 100-continue\r\n");
      senders.add(last);
      int told = last.status();
      if (told == 100) {
        // On a slow machine another body may count as slow and be displaced.
        await(() -> displaced(senders).isPresent());
        told = displaced(senders).orElseThrow().status();
      }
      assertThat(told).isEqualTo(503);
    } finally {
      for (Dripping sender : senders) {
        sender.close();
      }
    }
  }

  private static Optional<Dripping> displaced(List<Dripping> senders) {
    return senders.subList(0, PLACES).stream().filter(Dripping::isAnswered).findFirst();
  }

  @Test
  void aLargeBodyThatDripsForLongerThanTenSecondsEndsWith408() throws IOException {
    try (var client = new Dripping(javalin.port(), "/", LARGE, clock)) {
      client.send("{");
      client.dripUntil(PROMISED.multipliedBy(2));
      assertThat(clock.passed()).isBetween(PROMISED, PROMISED.plus(SOON));
      assertThat(client.status()).isEqualTo(408);
    }
  }

  @Test
  void aLargeBodyThatIsWholeWithinTenSecondsIsRead() throws IOException {
    try (var client = new Dripping(javalin.port(), "/", LARGE, clock)) {
      client.send("{");
      client.dripUntil(PROMISED.minusMillis(100));
      int dripped = (int) (clock.passed().toMillis() / 100);
      client.send(" ".repeat(LARGE - 2 - dripped) + "}");
      assertThat(client.status()).isEqualTo(200);
    }
  }
}
