package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route may answer OPTIONS with a header; browsers' preflights stay as on every path. */
class OptionsTest {
  private static final String APP = "https://app.example";

  private final RouteTable routes =
      new RouteTable()
          .post("/{token}", ctx -> {})
          .options("/{token}", "X-Asked", ctx -> ctx.status(200).header("X-Told", "yes"));

  private final Javalin server =
      Javalin.create(
              config ->
                  routes.mount(
                      config,
                      ResponsePolicy.standalone(
                          RequestObserver.NONE,
                          new CrossOrigins(Set.of(APP), Set.of()),
                          false,
                          false)))
          .start("127.0.0.1", 0);

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void theHeaderReachesTheHandler() throws IOException, InterruptedException {
    var answer = send("X-Asked", "x");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Told")).contains("yes");
    assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @Test
  void otherRequestsAreAnsweredAsOnEveryPath() throws IOException, InterruptedException {
    var plain = send("X-Other", "x");
    assertThat(plain.statusCode()).isEqualTo(204);
    assertThat(plain.headers().firstValue("Allow")).contains("POST, OPTIONS");
    assertThat(plain.headers().firstValue("X-Told")).isEmpty();
    var preflight = send("Origin", APP, "Access-Control-Request-Method", "POST");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("POST, OPTIONS");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
  }

  @Test
  void theListingLeavesTheMethodOut() {
    assertThat(routes.listing()).containsExactly("POST /{token}");
    assertThat(routes.allowed("/x")).contains("POST, OPTIONS");
  }

  private HttpResponse<Void> send(String... headers) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/x"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(headers)
                .build(),
            BodyHandlers.discarding());
  }
}
