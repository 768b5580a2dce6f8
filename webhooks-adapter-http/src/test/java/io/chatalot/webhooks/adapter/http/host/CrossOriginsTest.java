package io.chatalot.webhooks.adapter.http.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginsTest {
  private static final String APP = "https://app.example";
  private static final String FORM = "https://form.example";
  private static final String EXECUTE = ExecutionRoutes.PREFIX + "x";

  private TestServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/me", "/api/communities", EXECUTE, "/", "/metrics"})
  void noOtherOriginIsLetInUnlessNamed(String path) {
    serve(CrossOrigins.NONE);
    for (Answer answer : new Answer[] {preflight(path, APP), from(APP).get(path)}) {
      assertThat(answer.response().headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
      assertThat(answer.header("Vary")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/api/me, https://app.example, https://app.example",
        "/api/me, https://form.example, -",
        "/api/me, https://evil.example, -",
        "/api/me, http://app.example, -",
        "/api/me, https://app.example:8443, -",
        "/api/me, https://app.example.evil.example, -",
        "/api/me, null, -",
        "/api/webhooks/execute/x, https://app.example, https://app.example",
        "/api/webhooks/execute/x, https://form.example, https://form.example",
        "/api/webhooks/execute/x, https://evil.example, -"
      })
  void aNamedOriginIsLetInAndNoOther(String path, String origin, String allowed) {
    serve(new CrossOrigins(Set.of(APP), Set.of(FORM)));
    for (Answer answer : new Answer[] {preflight(path, origin), from(origin).get(path)}) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(allowed);
      assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
      assertThat(answer.header("Vary")).isEqualTo("Origin");
    }
    assertThat(server.anonymous().get(path).header("Vary")).isEqualTo("Origin");
  }

  @Test
  void aPreflightNamesTheAllowedMethodsAndHeaders() {
    serve(new CrossOrigins(Set.of(APP), Set.of()));
    Answer answer = preflight("/api/webhooks/00000000-0000-4000-8000-000000000000", APP);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Methods"))
        .isEqualTo("GET, HEAD, PATCH, DELETE, OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
    Answer refused = preflight("/api/me", FORM);
    assertThat(refused.header("Access-Control-Allow-Methods")).isNull();
    Answer plain = from(APP).send("OPTIONS", "/api/me", "");
    assertThat(plain.header("Access-Control-Allow-Methods")).isNull();
  }

  @Test
  void thePreflightOfTheLoginAgreesWithTheLogin() {
    serve(new CrossOrigins(Set.of(APP), Set.of(FORM)));
    String login = "/api/auth/login";
    for (String origin : new String[] {APP, FORM, "https://evil.example"}) {
      Answer call = from(origin).post(login, "{\"username\":\"x\",\"password\":\"x\"}");
      assertThat(call.status()).isEqualTo(403);
      for (Answer answer : new Answer[] {call, preflight(login, origin)}) {
        assertThat(answer.response().headers().map().keySet())
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
      }
    }
    assertThat(preflight("/api/auth/logout", APP).header("Access-Control-Allow-Origin"))
        .isEqualTo(APP);
  }

  @Test
  void executingMayBeOpenToAllAndTheRestStaysClosed() {
    serve(new CrossOrigins(Set.of(), Set.of("*")));
    String token = server.createWebhook("Form").path("token").asText();
    Answer answer = from(FORM).post(ExecutionRoutes.PREFIX + token, "{\"content\":\"x\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
    assertThat(answer.header("Vary")).isNull();
    assertThat(from(FORM).post(EXECUTE, "{}").header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(from(FORM).get("/api/me").header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void whoIsLetInStillNeedsABearerToChangeSomething() {
    serve(new CrossOrigins(Set.of(APP), Set.of("*")));
    String session = server.host.session("owner");
    assertThat(
            from(APP)
                .with("Cookie", "chatalot_session=" + session)
                .post("/api/auth/logout", "")
                .status())
        .isEqualTo(403);
    assertThat(
            from(APP)
                .with("Authorization", "Bearer " + session)
                .post("/api/auth/logout", "")
                .status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example, https://app.example",
    "HTTPS://App.Example/, https://app.example",
    "https://app.example:443, https://app.example",
    "https://app.example:8443, https://app.example:8443",
    "http://localhost:3000, http://localhost:3000",
    "http://[::1]:3000, http://[::1]:3000",
    "tauri://localhost, tauri://localhost",
    "TAURI://localhost/, tauri://localhost",
    "app://obsidian.md, app://obsidian.md",
    "capacitor://localhost, capacitor://localhost",
    "capacitor-electron://-, capacitor-electron://-",
    "chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb,"
        + " chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb",
    "moz-extension://5cf1ee6a-9b5a-4b0f-8d43-0d7c2a1e9f01,"
        + " moz-extension://5cf1ee6a-9b5a-4b0f-8d43-0d7c2a1e9f01",
    "Safari-Web-Extension://E3449EA7-EC77, safari-web-extension://E3449EA7-EC77",
    "vscode-webview://1q8r2, vscode-webview://1q8r2",
    "https+tauri://localhost, https+tauri://localhost"
  })
  void anOriginIsReadAsBrowsersWriteIt(String given, String origin) {
    assertThat(CrossOrigins.origin(given)).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "app.example",
        "ftp://app.example",
        "https://",
        "https://app.example/path",
        "https://app.example?x",
        "https://me@app.example",
        "https://*.example",
        "https://app.example:0",
        "https://app.example:99999",
        "https://under_score.example",
        "ws://app.example",
        "wss://app.example",
        "tauri:localhost",
        "tauri://",
        "tauri:///",
        "tauri://localhost/index.html",
        "tauri://localhost?x",
        "tauri://localhost#x",
        "tauri://localhost:1420",
        "tauri://me@localhost",
        "tauri://*",
        "tauri://local host",
        "tauri://localhost\r\nX: y",
        "1app://localhost",
        "://localhost",
        "blob:https://app.example",
        "data:text/html,x",
        "about:blank"
      })
  void aTextThatIsNotAnOriginIsRefused(String given) {
    assertThatThrownBy(() -> CrossOrigins.origin(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be origins such as https://app.example.com, or tauri://localhost for an app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "file://", "FILE:///", "file://localhost", "file:///C:/x.html"})
  void anOriginThatUnrelatedPagesShareIsRefused(String given) {
    assertThatThrownBy(() -> CrossOrigins.origin(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not have null or file://, which local files and sandboxed pages share");
  }

  @Test
  void aDesktopClientIsLetInByItsOwnOriginAndNoOther() {
    serve(new CrossOrigins(Set.of(CrossOrigins.origin("tauri://localhost")), Set.of()));
    String list = server.channelPath() + "/webhooks";
    String id = server.createWebhook("CI").path("id").asText();
    TestClient desktop =
        from("tauri://localhost").with("Authorization", "Bearer " + server.host.session("owner"));

    assertThat(preflight(list, "tauri://localhost").header("Access-Control-Allow-Methods"))
        .isEqualTo("POST, GET, HEAD, OPTIONS");
    for (Answer answer :
        new Answer[] {
          desktop.get(list),
          desktop.post(list, "{\"name\":\"Desktop\",\"avatar_url\":null}"),
          desktop.patch("/api/webhooks/" + id, "{\"active\":false}"),
          desktop.delete("/api/webhooks/" + id)
        }) {
      assertThat(answer.status()).isBetween(200, 204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("tauri://localhost");
    }
    for (String other : new String[] {"http://localhost", "https://localhost", "app://localhost"}) {
      assertThat(preflight(list, other).header("Access-Control-Allow-Origin")).isNull();
      assertThat(from(other).get(list).header("Access-Control-Allow-Origin")).isNull();
    }
  }

  private void serve(CrossOrigins crossOrigins) {
    server =
        new TestServer(
            TestServer.options(TrustedProxies.NONE, crossOrigins, false, Optional.empty()));
  }

  private TestClient from(String origin) {
    return server.anonymous().with("Origin", origin);
  }

  private Answer preflight(String path, String origin) {
    return from(origin).with("Access-Control-Request-Method", "POST").send("OPTIONS", path, "");
  }
}
