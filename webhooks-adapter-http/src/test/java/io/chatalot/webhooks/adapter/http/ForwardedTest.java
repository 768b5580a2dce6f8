package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
  private static final String LOGIN =
      "{\"username\":\"owner\",\"password\":\"" + TestHost.PASSWORD + "\"}";

  private TestServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void missesAreCountedForTheClientThatATrustedProxyNames() {
    serve("127.0.0.0/8");
    assertThat(miss("198.51.100.1")).isEqualTo(404);
    assertThat(miss("198.51.100.1")).isEqualTo(429);
    assertThat(miss("6.6.6.6, 198.51.100.1")).isEqualTo(429);
    assertThat(miss("198.51.100.2")).isEqualTo(404);
    assertThat(miss("2001:db8::1")).isEqualTo(404);
    assertThat(miss("2001:db8::2")).isEqualTo(429);
  }

  @Test
  void aMalformedHeaderIsIgnored() {
    serve("127.0.0.1");
    assertThat(miss("")).isEqualTo(404);
    assertThat(miss("nonsense")).isEqualTo(429);
    assertThat(miss(",".repeat(500))).isEqualTo(429);
    assertThat(miss("\"198.51.100.1")).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "10.0.0.0/8"})
  void anUntrustedPeerCannotSetItsAddress(String proxies) {
    serve(proxies);
    assertThat(miss("198.51.100.1")).isEqualTo(404);
    assertThat(miss("198.51.100.2")).isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "127.0.0.1, https, true",
        "127.0.0.1, HTTPS, true",
        "127.0.0.1, http, false",
        "127.0.0.1, 'https, http', false",
        "127.0.0.1, none, false",
        "127.0.0.1, nonsense, false",
        "10.0.0.0/8, https, false",
        "-, https, false"
      })
  void aProxysHttpsMakesTheCookieSecureAndTransportStrict(
      String proxies, String scheme, boolean secure) {
    serve(proxies);
    TestClient client = server.anonymous();
    Answer answer =
        (scheme == null ? client : client.with("X-Forwarded-Proto", scheme))
            .post("/api/auth/login", LOGIN);
    assertThat(answer.header("Set-Cookie").contains("Secure")).isEqualTo(secure);
    assertThat(Optional.ofNullable(answer.header("Strict-Transport-Security")))
        .isEqualTo(secure ? Optional.of("max-age=31536000") : Optional.empty());
  }

  @Test
  void behindHttpsThePagesOwnOriginIsHttps() {
    serve("127.0.0.1");
    TestClient page =
        server
            .anonymous()
            .with("Cookie", "chatalot_session=" + server.host.session("owner"))
            .with("X-Forwarded-Proto", "https");
    String host = "127.0.0.1:" + server.port();
    assertThat(page.with("Origin", "http://" + host).post("/api/auth/logout", "").status())
        .isEqualTo(403);
    assertThat(page.with("Origin", "https://" + host).post("/api/auth/logout", "").status())
        .isEqualTo(204);
  }

  private void serve(String proxies) {
    HttpOptions options =
        TestServer.options(
            proxies.equals("-") ? TrustedProxies.NONE : TrustedProxies.parse(proxies),
            CrossOrigins.NONE,
            false,
            Optional.empty());
    server =
        new TestServer(RateLimiter.UNLIMITED, new CountingLimiter(1), LoginLimit.NONE, options);
  }

  private int miss(String forwardedFor) {
    return server
        .anonymous()
        .with("X-Forwarded-For", forwardedFor)
        .post(ExecutionRoutes.PREFIX + "miss", "{\"content\":\"x\"}")
        .status();
  }
}
