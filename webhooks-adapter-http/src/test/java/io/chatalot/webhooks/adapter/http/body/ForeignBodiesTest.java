package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignBodiesTest {
  /** Own threads, since the common pool may have a single one. */
  private static final Executor OWN_THREADS = task -> new Thread(task).start();

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final int MAX = 5 * 1024 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final int PLACES = 4;

  private ForeignBodies bodies;
  private Javalin javalin;

  /** Memory for two of the largest bodies, and short time-outs. */
  @BeforeEach
  void serve() {
    bodies =
        new ForeignBodies(
            ForeignBodiesTest::requireLive,
            2L * MAX,
            PLACES,
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            System::nanoTime);
    var routes = new RouteTable();
    routes.post(
        "/size",
        ctx -> {
          int size = bodies.read(ctx, MAX, json -> json.path("a").size(), FormFields.in("payload"));
          ctx.result(Integer.toString(size));
        });
    routes.get("/plain", ctx -> ctx.result("here"));
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.http.strictContentTypes = false;
              routes.mount(config, ResponsePolicy.embedded(RequestObserver.NONE));
            });
    javalin.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000, 200_000, MAX})
  void aBodyIsReadUpToTheMaximum(int bytes) {
    Answer answer = post("application/json", padded(bytes));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("2");
  }

  @Test
  void oneByteMoreIs413AndTheSenderHearsIt() {
    Answer answer = post("application/json", padded(MAX + 1));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.errorCode()).isEqualTo("payload_too_large");
  }

  @Test
  void aFormMayBeLargeToo() {
    String json = padded(2_000_000);
    Answer answer = post(FORM, "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
    assertThat(answer.body()).isEqualTo("2");
    assertThat(post(FORM, "x=" + "a".repeat(100_000)).body()).contains("no field payload");
    assertThat(post(FORM, json).body()).isEqualTo("2");
  }

  @Test
  void aLargeBodyIsReadAsStrictlyAsASmallOne() {
    String space = " ".repeat(100_000);
    String deep = "[".repeat(501) + "]".repeat(501);
    for (String wrong :
        List.of(
            space,
            "{" + space,
            "{}" + space + "{}",
            "{\"a\":1,\"a\":2}" + space,
            "{\"b\":[{\"a\":1,\"a\":2}]}" + space,
            "{\"a\":" + deep + "}" + space,
            "{\"a\":" + "9".repeat(1_001) + "}" + space)) {
      Answer answer = post("application/json", wrong);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("bad_request");
    }
    assertThat(post("application/json", "\uFEFF{\"a\":[1]}" + space).body()).isEqualTo("1");
    byte[] latin1 = ("{\"a\":[\"\u00e9\"]}" + space).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(client().send("POST", "/size", latin1).body()).isEqualTo("1");
  }

  /** Their declared lengths add up to the whole memory, but few bytes have arrived. */
  @Test
  void slowSendersHoldNoMemoryByTheirDeclaredLengthAndGet408() throws Exception {
    try (Socket one = slow();
        Socket other = slow()) {
      assertThat(post("application/json", padded(MAX)).status()).isEqualTo(200);
      assertThat(post("application/json", padded(200_000)).status()).isEqualTo(200);

      for (Socket socket : List.of(one, other)) {
        String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(told).startsWith("HTTP/1.1 408 ").contains("Connection: close");
      }
    }
  }

  @Test
  void whereAllPlacesAreTakenASlowSenderGets503() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < PLACES; i++) {
        slow.add(slow());
      }
      Thread.sleep(600);
      assertThat(post("application/json", padded(200_000)).status()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void manyAtOnceAreAllAnswered() {
    var answers = new ArrayList<CompletableFuture<Answer>>();
    String body = padded(MAX);
    for (int i = 0; i < 12; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> post("application/json", body), OWN_THREADS));
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 503));
  }

  /** Converting text to Markdown takes as long as hashing a password, and anybody may send it. */
  @Test
  void smallBodiesAreParsedOnComputationThreadsWithoutDelayingOthers() throws Exception {
    var gate = new CountDownLatch(1);
    try {
      CpuWork.Lane others = CpuWork.shared().lane(CpuWork.shared().threads());
      for (int i = 0; i < CpuWork.shared().threads(); i++) {
        others.submit(() -> gate.await(1, TimeUnit.MINUTES));
      }
      List<CompletableFuture<Answer>> strangers = crowd(client().with("X-Dead", "yes"), PLACES);
      assertThat(client().with("X-Dead", "yes").post("/size", padded(10)).status()).isEqualTo(404);
      List<CompletableFuture<Answer>> live = crowd(client(), 2 * PLACES);
      Answer refused = post("application/json", padded(10));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(strangers).noneMatch(CompletableFuture::isDone);
      assertThat(client().get("/plain").status()).isEqualTo(200);

      gate.countDown();
      strangers.addAll(live);
      assertThat(strangers).allMatch(answer -> answer.join().status() == 200);
    } finally {
      gate.countDown();
    }
  }

  /** Waits until so many bodies wait for parsing. */
  private List<CompletableFuture<Answer>> crowd(TestClient client, int waiting) {
    var answers = new ArrayList<CompletableFuture<Answer>>();
    for (int i = bodies.waiting(); i < waiting; i++) {
      answers.add(
          CompletableFuture.supplyAsync(() -> client.post("/size", padded(10)), OWN_THREADS));
    }
    while (bodies.waiting() < waiting) {
      Thread.onSpinWait();
    }
    return answers;
  }

  private static void requireLive(Context ctx) {
    if (ctx.header("X-Dead") != null) {
      throw new HttpRefusal(Problem.noSuchAddress());
    }
  }

  /** A client whose body is being read: it has got "100 Continue". */
  private Socket slow() throws IOException {
    var socket = new Socket("127.0.0.1", javalin.port());
    String head =
        "POST /size HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + MAX;
    socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    byte[] told = socket.getInputStream().readNBytes(CONTINUE.length());
    assertThat(new String(told, StandardCharsets.UTF_8)).isEqualTo(CONTINUE);
    socket.getOutputStream().write('{');
    return socket;
  }

  private Answer post(String type, String body) {
    return client().with("Content-Type", type).post("/size", body);
  }

  private TestClient client() {
    return new TestClient(javalin.port());
  }

  private static String padded(int bytes) {
    String json = "{\"a\":[1,2]}";
    return json + " ".repeat(Math.max(0, bytes - json.length()));
  }
}
