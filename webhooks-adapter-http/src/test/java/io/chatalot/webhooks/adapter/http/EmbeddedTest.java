package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.route.Gzip;
import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes in an embedder's Javalin with Javalin's defaults. */
class EmbeddedTest {
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  private final List<String> observed = new CopyOnWriteArrayList<>();
  private TestServer own;
  private Javalin embedder;

  @BeforeEach
  void serve() {
    own = new TestServer();
    embedder =
        Javalin.create(
                config -> {
                  config.routes.before(ctx -> ctx.header("Vary", "Cookie"));
                  own.api.mount(
                      config,
                      (method, route, status, took) ->
                          observed.add(method + " " + route + " " + status));
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    embedder.stop();
    own.close();
  }

  @Test
  void theMethodIsThatOfTheRequestLine() {
    JsonNode webhook = own.createWebhook("CI");
    String path = "/api/webhooks/" + webhook.path("id").asText();
    TestClient owner = client("Bearer " + own.host.session("owner"));

    assertThat(owner.with(OVERRIDE, "DELETE").get(path).status()).isEqualTo(200);
    assertThat(owner.with(OVERRIDE, "GET").send("PUT", path, "").status()).isEqualTo(405);
    assertThat(owner.with(OVERRIDE, "GET").send("BREW", path, "").status()).isEqualTo(405);
    assertThat(owner.with(OVERRIDE, "GET").delete(path).status()).isEqualTo(204);
    assertThat(observed)
        .containsExactly(
            "GET /api/webhooks/{webhook_id} 200",
            "PUT /api/webhooks/{webhook_id} 405",
            "OTHER /api/webhooks/{webhook_id} 405",
            "DELETE /api/webhooks/{webhook_id} 204");
  }

  /** A header that overrides the method must not bypass the check of the origin. */
  @Test
  void anOverrideProvesNoOrigin() {
    String path = "/api/webhooks/" + own.createWebhook("CI").path("id").asText();
    TestClient page =
        new TestClient(embedder.port())
            .with("Cookie", "chatalot_session=" + own.host.session("owner"))
            .with(OVERRIDE, "GET");

    assertThat(page.delete(path).status()).isEqualTo(403);
    assertThat(own.as("owner").get(path).status()).isEqualTo(200);
  }

  /** Javalin's own compression, which is on by default, must not compress a second time. */
  @Test
  void anAnswerIsEncodedOnceAndAsItsClientWants() throws IOException {
    for (String file : List.of("/api/openapi.json", "/api/docs/docs.js", "/api/docs")) {
      byte[] plain = bytes(file, "gzip;q=0");
      assertThat(plain).as(file).isEqualTo(bytes(file, "identity"));

      byte[] gzip = bytes(file, "gzip");
      boolean large = Gzip.isWorthIt(plain.length);
      assertThat(large ? gunzip(gzip) : gzip).as(file).isEqualTo(plain);
    }
  }

  @Test
  void whatAnEmbeddersAnswersDependOnIsAddedTo() {
    TestClient client = new TestClient(embedder.port());

    assertThat(client.get("/api/openapi.json").header("Vary")).isEqualTo("Cookie, Accept-Encoding");
  }

  private byte[] bytes(String file, String encoding) throws IOException {
    var connection =
        URI.create("http://127.0.0.1:" + embedder.port() + file).toURL().openConnection();
    connection.setRequestProperty("Accept-Encoding", encoding);
    try (InputStream body = connection.getInputStream()) {
      return body.readAllBytes();
    }
  }

  private static byte[] gunzip(byte[] gzip) throws IOException {
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return plain.readAllBytes();
    }
  }

  private TestClient client(String authorization) {
    return new TestClient(embedder.port()).with("Authorization", authorization);
  }
}
