package io.chatalot.webhooks.adapter.http.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.jetty.ClientConnections;
import io.chatalot.webhooks.adapter.http.read.history.MessagePages;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.Javalin;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An observer that fails at each answer, in an embedder's plain Javalin. */
class HarmlessObserverTest {
  private final List<String> observed = new CopyOnWriteArrayList<>();
  private volatile boolean throwsError;
  private TestServer own;
  private Javalin embedder;

  @BeforeEach
  void serve() {
    own = new TestServer();
    var pages =
        new MessagePages(
            LogOnlyBackground.create(),
            new AnswerMemory(
                1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1)),
            Duration.ofMinutes(1));
    var routes =
        new RouteTable()
            .postLater(
                "/later", ctx -> CompletableFuture.supplyAsync(() -> late -> late.status(204)))
            .get(
                "/streamed",
                ctx -> pages.answer(ctx, new UserId(UUID.randomUUID()), 1, () -> List.of()));
    embedder =
        Javalin.create(
                config -> {
                  own.api.mount(config, this::answered);
                  routes.mount(config, ResponsePolicy.embedded(this::answered));
                })
            .start("127.0.0.1", 0);
  }

  private void answered(String method, String route, int status, Duration took) {
    observed.add(method + " " + route + " " + status);
    if (throwsError) {
      throw new NoClassDefFoundError("as asked");
    }
    throw new IllegalStateException("as asked");
  }

  @AfterEach
  void stop() {
    embedder.stop();
    own.close();
  }

  @ParameterizedTest(name = "an error: {0}")
  @ValueSource(booleans = {false, true})
  void aStoredMessageIsAnswered200(boolean error) {
    throwsError = error;
    var client = new TestClient(embedder.port());
    String url = own.createWebhook("CI").path("url").asText();
    String path = url.substring(url.indexOf("/api/"));

    var answer = client.post(path + "?wait=true", "{\"content\":\"stored\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("content").asText()).isEqualTo("stored");
    assertThat(client.post(path, "{}").status()).isEqualTo(422);
    assertThat(client.post(path + "x", "{\"content\":\"stored\"}").status()).isEqualTo(404);
    String route = "POST /api/webhooks/execute/{token} ";
    assertThat(observed).containsExactly(route + "200", route + "422", route + "404");
  }

  @Test
  void laterAndStreamedAnswersDoNotChange() {
    var client = new TestClient(embedder.port());

    assertThat(client.post("/later", "").status()).isEqualTo(204);
    assertThat(client.get("/streamed").status()).isEqualTo(200);
    assertThat(observed).contains("POST /later 204");
  }

  @Test
  void connectionsStillClose() {
    var failing =
        new RequestObserver() {
          @Override
          public void answered(String method, String route, int status, Duration took) {}

          @Override
          public void connectionEnded(ConnectionEnd why) {
            observed.add(why.label());
            throw new IllegalStateException("as asked");
          }
        };

    new ClientConnections(1, failing).ended(ConnectionEnd.REFUSED);
    assertThat(observed).containsExactly(ConnectionEnd.REFUSED.label());
  }
}
