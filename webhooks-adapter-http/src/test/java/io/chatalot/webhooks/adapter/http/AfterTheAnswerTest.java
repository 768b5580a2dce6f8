package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
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
import org.junit.jupiter.api.Test;

/** Failures of the work that follows an answer never change the answer. */
class AfterTheAnswerTest {
  private final List<String> observed = new CopyOnWriteArrayList<>();
  private Javalin javalin;

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @Test
  void aRefusalThatCannotBeAccountedForStaysWhatItIs() throws InterruptedException {
    var routes =
        new RouteTable()
            .within(new Broken())
            .postLater(
                "/later",
                ctx -> CompletableFuture.failedFuture(new HttpRefusal(Problem.noSuchAddress())))
            .get(
                "/now",
                ctx -> {
                  throw new HttpRefusal(Problem.noSuchAddress());
                });
    serve(routes);
    var client = new TestClient(javalin.port());

    assertThat(client.post("/later", "").errorCode()).isEqualTo("not_found");
    assertThat(client.get("/now").errorCode()).isEqualTo("not_found");
    while (observed.size() < 2) {
      Thread.sleep(1);
    }
    assertThat(observed).containsExactly("POST /later 404", "GET /now 404");
  }

  private void serve(RouteTable routes) {
    RequestObserver observer =
        (method, route, status, took) -> observed.add(method + " " + route + " " + status);
    javalin =
        Javalin.create(config -> routes.mount(config, ResponsePolicy.embedded(observer)))
            .start("127.0.0.1", 0);
  }

  private static final class Broken implements RouteTable.Surroundings {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public void begin(Context ctx) {}

    @Override
    public void refused(Context ctx, String template, Problem problem) {
      throw new StackOverflowError("as asked");
    }
  }
}
