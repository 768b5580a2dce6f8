package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVM errors from any place are answered by the contract, and counted. */
class ErrorAnswersTest {
  private final List<String> observed = new CopyOnWriteArrayList<>();
  private Javalin javalin;

  @BeforeEach
  void serve() {
    RequestObserver observer =
        (method, route, status, took) -> observed.add(method + " " + route + " " + status);
    var routes = new RouteTable();
    routes.within(new Broken()).get("/before", ctx -> ctx.result("unreached"));
    routes.get(
        "/handler",
        ctx -> {
          throw new StackOverflowError("as asked");
        });
    routes.postLater(
        "/later",
        ctx -> {
          throw new NoClassDefFoundError("as asked");
        });
    routes.postLater(
        "/completed", ctx -> CompletableFuture.failedFuture(new StackOverflowError("as asked")));
    routes.postLater(
        "/answer",
        ctx ->
            CompletableFuture.completedFuture(
                answered -> {
                  throw new AssertionError("as asked");
                }));
    javalin =
        Javalin.create(config -> routes.mount(config, ResponsePolicy.embedded(observer)))
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /before", "GET /handler", "POST /later", "POST /completed", "POST /answer"})
  void anErrorIsAnAnswerOfTheContractAndCounted(String call) throws InterruptedException {
    String method = call.split(" ")[0];
    String path = call.split(" ")[1];

    var answer = new TestClient(javalin.port()).send(method, path, "");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.errorCode()).isEqualTo("internal_error");
    while (observed.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(observed).containsExactly(call + " 500");
  }

  private static final class Broken implements RouteTable.Surroundings {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public void begin(Context ctx) {
      throw new StackOverflowError("as asked");
    }

    @Override
    public void refused(Context ctx, String template, Problem problem) {}
  }
}
