package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tls.TlsContext;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Tries each feature of Javalin and Jetty that {@code docs/decisions.md} lists. */
class FeaturesTest {
  private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  private static final String LIVE = "GET /health/live" + HEAD;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|$");

  private static TestServer server;
  private static String token;

  @BeforeAll
  static void serve() {
    server = new TestServer();
    token = server.createWebhook("CI").path("token").asText();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theListNamesThemAll() throws IOException {
    String decisions = Files.readString(Path.of("..", "docs", "decisions.md"));
    String section =
        decisions.split("### \\d+\\. Features of Javalin and Jetty ", 2)[1].split("\n##")[0];
    List<String> named = ROW.matcher(section).results().map(row -> row.group(1)).toList();

    assertThat(named).first().isEqualTo("feature");
    assertThat(named.subList(1, named.size())).containsExactlyElementsOf(features().keySet());
  }

  @TestFactory
  Stream<DynamicTest> eachIsAsTheListSays() {
    return features().entrySet().stream().map(one -> dynamicTest(one.getKey(), one.getValue()));
  }

  private static Map<String, Executable> features() {
    var all = new LinkedHashMap<String, Executable>();
    all.put("sessions of servlets", FeaturesTest::sessionsOfServlets);
    all.put("WebSocket", FeaturesTest::webSocket);
    all.put("other upgrades", FeaturesTest::otherUpgrades);
    all.put("HTTP/2", () -> is(400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    all.put("HTTP/1.0", () -> is(200, "GET /health/live HTTP/1.0\r\n\r\n"));
    all.put("HTTP/0.9", () -> is(400, "GET /health/live\r\n\r\n"));
    all.put("kept connections, pipelining", FeaturesTest::keptConnections);
    all.put("method override", () -> is(200, LIVE + "X-HTTP-Method-Override: DELETE\r\n\r\n"));
    all.put("CONNECT", () -> is(405, "CONNECT a.example:1 HTTP/1.1\r\nHost: a.example:1\r\n\r\n"));
    all.put("TRACE", FeaturesTest::trace);
    all.put("Expect: 100-continue", FeaturesTest::expect);
    all.put("chunked bodies", FeaturesTest::chunkedBodies);
    all.put("trailers of requests", FeaturesTest::trailers);
    all.put("compressed bodies", () -> is(415, post("Content-Encoding: gzip\r\n", "x")));
    all.put("lenient parsing", FeaturesTest::lenientParsing);
    all.put("targets with a host", FeaturesTest::targetsWithAHost);
    all.put("static files, listings", FeaturesTest::staticFiles);
    all.put("ranges", FeaturesTest::ranges);
    all.put("entity tags", FeaturesTest::entityTags);
    all.put("compression", FeaturesTest::compression);
    all.put("cookies", () -> without("Set-Cookie", ask(LIVE + "Cookie: a=b\r\n\r\n")));
    all.put("forwarded headers", FeaturesTest::forwardedHeaders);
    all.put("PROXY protocol", FeaturesTest::proxyProtocol);
    // TlsTest tries the features of TLS that are off.
    all.put("TLS renegotiation", FeaturesTest::renegotiation);
    all.put("TLS client certificates, server names", FeaturesTest::clientCertificates);
    all.put("redirects", FeaturesTest::redirects);
    all.put("error pages", FeaturesTest::errorPages);
    all.put("Server, X-Powered-By", FeaturesTest::serverAndPoweredBy);
    all.put("Date", () -> assertThat(ask(LIVE + "\r\n").header("Date")).endsWith(" GMT"));
    all.put("a slash at the end of a path", () -> is(200, "GET /health/live/" + HEAD + "\r\n"));
    all.put("paths", FeaturesTest::paths);
    all.put("multipart, forms", FeaturesTest::forms);
    return all;
  }

  private static void sessionsOfServlets() throws IOException {
    without("Set-Cookie", ask(LIVE + "Cookie: JSESSIONID=node0x.node0\r\n\r\n"));
    is(404, "GET /health/live;jsessionid=node0x.node0" + HEAD + "\r\n");
  }

  private static void webSocket() throws IOException {
    String handshake = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\n";
    WireAnswer answer =
        ask(LIVE + "Connection: upgrade\r\nUpgrade: websocket\r\n" + handshake + "\r\n");
    assertThat(answer.status()).isEqualTo(200);
    without("Set-Cookie", answer);
    without("Upgrade", answer);
  }

  private static void otherUpgrades() throws IOException {
    String settings = "HTTP2-Settings: AAMAAABk\r\n";
    is(200, LIVE + "Connection: upgrade, http2-settings\r\nUpgrade: h2c\r\n" + settings + "\r\n");
    is(200, LIVE + "Upgrade: nonsense/1\r\n\r\n");
  }

  private static void keptConnections() throws IOException {
    String kept = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(all(kept + kept + LIVE + "\r\n")).hasSize(3);
  }

  private static void trace() throws IOException {
    WireAnswer answer = ask("TRACE /health/live" + HEAD + "X: hush-hush\r\n\r\n");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).doesNotContain("hush-hush");
  }

  private static void expect() throws IOException {
    String body = "{\"content\":\"x\"}";
    String call = post("Expect: 100-continue\r\n", body);
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(call.substring(0, call.length() - body.length()).getBytes(StandardCharsets.UTF_8));
      String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(
              new String(socket.getInputStream().readNBytes(goOn.length()), StandardCharsets.UTF_8))
          .isEqualTo(goOn);
      out.write(body.getBytes(StandardCharsets.UTF_8));
      assertThat(WireAnswer.all(socket.getInputStream().readAllBytes()).get(0).status())
          .isEqualTo(200);
    }
    is(400, LIVE + "Expect: nonsense\r\n\r\n");
  }

  private static void chunkedBodies() throws IOException {
    String chunks = "f\r\n{\"content\":\"x\"}\r\n0\r\n\r\n";
    String call = "POST /api/webhooks/execute/" + token + HEAD + "Transfer-Encoding: chunked\r\n";
    is(200, call + "\r\n" + chunks);
    is(400, call + "Content-Length: 15\r\n\r\n" + chunks);
  }

  /** Trailers with the names of these headers must have no effect. */
  private static void trailers() throws IOException {
    String body = "f\r\n{\"content\":\"x\"}\r\n0\r\n";
    String call =
        "POST /api/webhooks/execute/" + token + HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    for (String trailer :
        List.of("Content-Type: image/png", "Idempotency-Key: \u00e9", "Upgrade: x")) {
      is(200, call + body + trailer + "\r\n\r\n");
    }
  }

  private static void lenientParsing() throws IOException {
    is(200, (LIVE + "\r\n").replace("\r\n", "\n"));
    for (String header :
        List.of(
            "Folded: a\r\n b\r\n",
            "Spaced : a\r\n",
            "Content-Length: 0\r\nContent-Length: 1\r\n",
            "Content-Length: +0\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Host: another\r\n",
            "No colon\r\n")) {
      is(400, LIVE + header + "\r\n");
    }
  }

  private static void targetsWithAHost() throws IOException {
    is(200, "GET http://localhost/health/live" + HEAD + "\r\n");
    is(400, "GET http://another.example/health/live" + HEAD + "\r\n");
  }

  private static void staticFiles() throws IOException {
    for (String path :
        List.of(
            "/page",
            "/page/",
            "/page/index.html",
            "/index.html",
            "/WEB-INF/web.xml",
            "/api/docs/")) {
      int status = ask("GET " + path + HEAD + "\r\n").status();
      // A slash at the end does not matter, so the last path is the API's page.
      assertThat(status).as(path).isEqualTo(path.startsWith("/api/docs") ? 200 : 404);
    }
  }

  private static void ranges() throws IOException {
    WireAnswer answer = ask("GET /page/main.js" + HEAD + "Range: bytes=0-3\r\n\r\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().length()).isGreaterThan(100);
    without("Accept-Ranges", answer);
    without("Content-Range", answer);
  }

  private static void entityTags() throws IOException {
    WireAnswer answer = ask(LIVE + "If-None-Match: *\r\n\r\n");
    assertThat(answer.status()).isEqualTo(200);
    without("ETag", answer);
    assertThat(ask("GET /page/main.js" + HEAD + "\r\n").header("ETag")).isNotNull();
  }

  private static void compression() throws IOException {
    String file = "GET /page/page.css" + HEAD + "Accept-Encoding: ";
    without("Content-Encoding", ask(file + "br, deflate, zstd\r\n\r\n"));
    assertThat(ask(file + "gzip\r\n\r\n").header("Content-Encoding")).isEqualTo("gzip");
    without("Content-Encoding", ask(LIVE + "Accept-Encoding: gzip\r\n\r\n"));
  }

  /** The answer to a request over HTTPS has Strict-Transport-Security. */
  private static void forwardedHeaders() throws IOException {
    String claims =
        "X-Forwarded-Proto: https\r\nX-Forwarded-Scheme: https\r\nX-Forwarded-SSL: on\r\n"
            + "Forwarded: for=192.0.2.7;proto=https\r\nProxy-Ssl-Id: x\r\nX-Proxied-Https: on\r\n";
    without("Strict-Transport-Security", ask(LIVE + claims + "\r\n"));
  }

  private static void proxyProtocol() throws IOException {
    is(400, "PROXY TCP4 192.0.2.7 192.0.2.8 1 2\r\n" + LIVE + "\r\n");
  }

  private static void renegotiation() {
    assertThat(TlsContext.newFactory().isRenegotiationAllowed()).isFalse();
  }

  private static void clientCertificates() {
    var tls = TlsContext.newFactory();
    assertThat(tls.getWantClientAuth() || tls.getNeedClientAuth()).isFalse();
    assertThat(tls.isSniRequired()).isFalse();
  }

  private static void redirects() throws IOException {
    for (String path : List.of("/api", "/api/docs", "/page", "//localhost", "/health")) {
      WireAnswer answer = ask("GET " + path + HEAD + "\r\n");
      assertThat(answer.status() / 100).as(path).isNotEqualTo(3);
      without("Location", answer);
    }
  }

  private static void errorPages() throws IOException {
    for (String request :
        List.of(
            "GET /nothing" + HEAD + "Accept: text/html\r\n\r\n",
            "GET /%zz" + HEAD + "Accept: text/html\r\n\r\n",
            "BREW /health/live" + HEAD + "Accept: text/html\r\n\r\n",
            "GET / HTTP/1.1\r\nAccept: text/html\r\n\r\n",
            "nonsense\r\n\r\n")) {
      WireAnswer answer = ask(request);
      assertThat(answer.header("Content-Type")).as(request).isEqualTo(Json.TYPE);
      assertThat(answer.body()).as(request).startsWith("{\"error\":{\"code\":\"");
    }
  }

  private static void serverAndPoweredBy() throws IOException {
    for (String request :
        List.of(LIVE + "\r\n", "GET /nothing" + HEAD + "\r\n", "nonsense\r\n\r\n")) {
      without("Server", ask(request));
      without("X-Powered-By", ask(request));
    }
  }

  private static void paths() throws IOException {
    for (String path :
        List.of(
            "/Health/live",
            "/health//live",
            "//health/live",
            "/health/live;x",
            "/health/./live",
            "/api/../health/live",
            "/api/%2e%2e/health/live",
            "/api/..;/health/live",
            "/health%2flive")) {
      is(404, "GET " + path + HEAD + "\r\n");
    }
    for (String odd : List.of("%2F", "a%00b", ";", "..", "%2e%2e", "%25", "%ff", "\\")) {
      String call = post("", "{\"content\":\"x\"}").replace(token, odd);
      assertThat(ask(call).status()).as(odd).isIn(400, 404);
    }
  }

  private static void forms() throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    is(415, post(form, "content=x"));
    is(415, post("Content-Type: multipart/form-data; boundary=x\r\n", "--x--"));
    is(200, "GET /health/live?%zz=%" + HEAD + "\r\n");
  }

  private static String post(String headers, String body) {
    return String.format(
        Locale.ROOT,
        "POST /api/webhooks/execute/%s%s%sContent-Length: %d\r\n\r\n%s",
        token,
        HEAD,
        headers,
        body.length(),
        body);
  }

  private static void is(int status, String request) throws IOException {
    assertThat(ask(request).status()).as(request).isEqualTo(status);
  }

  private static void without(String header, WireAnswer answer) {
    assertThat(answer.header(header)).as(header).isNull();
  }

  /** Sends a request and reads the answer until the server closes. */
  private static WireAnswer ask(String request) throws IOException {
    List<WireAnswer> answers = all(request);
    assertThat(answers).as(request).hasSize(1);
    return answers.get(0);
  }

  private static List<WireAnswer> all(String request) throws IOException {
    return WireAnswer.all(RawHttp.bytes(server.port(), request));
  }
}
