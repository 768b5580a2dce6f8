package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.RawHttp;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.TestServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final String GOOD =
      "{\"username\":\"owner\",\"password\":\"" + TestHost.PASSWORD + "\"}";

  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCookieLastsAsLongAsItsSessionByAnyClock() {
    for (Duration ahead : List.of(Duration.ofDays(-40), Duration.ZERO, Duration.ofDays(40))) {
      server.host.clockAhead = ahead;
      assertThat(server.anonymous().post("/api/auth/login", GOOD).header("Set-Cookie"))
          .contains("Max-Age=" + Duration.ofDays(30).toSeconds());
    }
  }

  @Test
  void aLoginGivesATokenAndACookie() {
    Answer answer = server.anonymous().post("/api/auth/login", GOOD);

    assertThat(answer.status()).isEqualTo(200);
    String token = answer.json().path("access_token").asText();
    assertThat(answer.json().at("/user/username").asText()).isEqualTo("owner");
    assertThat(answer.json().at("/user/display_name").asText()).isEqualTo("The owner");
    assertThat(answer.json().path("expires_at").asText()).endsWith("Z");
    assertThat(answer.header("Set-Cookie"))
        .startsWith("chatalot_session=" + token)
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Secure");
    assertThat(me(server.anonymous().with("Authorization", "Bearer " + token))).isEqualTo(200);
    assertThat(me(server.anonymous().with("Authorization", "bearer " + token))).isEqualTo(200);
    assertThat(me(server.anonymous().with("Cookie", "chatalot_session=" + token))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"Authorization, 'Bearer '", "Cookie, chatalot_session="})
  void aLoginEndsThePreviousSessionAndAFailedLoginDoesNot(String header, String prefix) {
    String old = server.host.session("owner");
    String other = server.host.session("owner");
    TestClient client = server.anonymous().with(header, prefix + old);
    assertThat(client.post("/api/auth/login", GOOD.replace("correct", "wrong")).status())
        .isEqualTo(401);
    assertThat(me(client)).isEqualTo(200);

    Answer answer = client.post("/api/auth/login", GOOD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(me(client)).isEqualTo(401);
    String fresh = answer.json().path("access_token").asText();
    for (String good : List.of(fresh, other)) {
      assertThat(me(server.anonymous().with("Authorization", "Bearer " + good))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\":\"owner\",\"password\":\"wrong\"}",
        "{\"username\":\"nobody\",\"password\":\"correct horse\"}"
      })
  void aWrongNameAndAWrongPasswordLookAlike(String body) {
    Answer answer = server.anonymous().post("/api/auth/login", body);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"unauthorized\","
                + "\"message\":\"The username or the password is wrong.\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                    | username:required,password:required",
        "{\"username\":1,\"password\":\"x\"}   | username:invalid_type"
      })
  void aLoginWithoutItsFieldsIs422(String body, String expected) {
    assertThat(server.anonymous().post("/api/auth/login", body).wrongFields())
        .containsExactly(expected.split(","));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer nonsense", "Basic b3duZXI6eA=="})
  void withoutASessionTheAnswerIs401(String authorization) {
    TestClient client =
        authorization.isEmpty()
            ? server.anonymous()
            : server.anonymous().with("Authorization", authorization);
    Answer answer = client.get("/api/me");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.errorCode()).isEqualTo("unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void aWrongHeaderIsNotMadeGoodByACookie() {
    TestClient client =
        server
            .anonymous()
            .with("Authorization", "Bearer nonsense")
            .with("Cookie", "chatalot_session=" + server.host.session("owner"));
    assertThat(me(client)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic eDp5", "Basic", "Digest username=\"x\"", "Bearers x", "", "x"})
  void aCookieIsGoodBesideAnotherServersCredentials(String authorization) {
    String cookie = "chatalot_session=" + server.host.session("owner");
    TestClient client =
        server.anonymous().with("Authorization", authorization).with("Cookie", cookie);

    assertThat(me(client)).isEqualTo(200);
    assertThat(client.get("/api/me").header("Set-Cookie")).startsWith(cookie);
    assertThat(me(server.anonymous().with("Authorization", authorization))).isEqualTo(401);
  }

  /** The browser itself sends such credentials, like the cookie. */
  @Test
  void anotherServersCredentialsProveNoOrigin() {
    TestClient client =
        server
            .anonymous()
            .with("Authorization", "Basic eDp5")
            .with("Cookie", "chatalot_session=" + server.host.session("owner"));

    assertThat(client.post("/api/auth/logout", "").status()).isEqualTo(403);
    assertThat(client.with("Origin", "http://evil.example").post("/api/auth/logout", "").status())
        .isEqualTo(403);
    assertThat(client.with("Origin", "http://chat.example").post("/api/auth/logout", "").status())
        .isEqualTo(204);
  }

  @Test
  void aBearerTokenCountsWhereverItStands() throws IOException {
    String token = server.host.session("owner");
    String cookie = "Cookie: chatalot_session=" + token + "\r\n";
    for (String headers :
        List.of(
            "Authorization: Basic eDp5\r\nAuthorization: Bearer " + token + "\r\n",
            "Authorization: BEARER \t " + token + "\r\n")) {
      assertThat(RawHttp.send(server.port(), "GET", "/api/me", headers, "")).contains(" 200 OK");
    }
    for (String headers :
        List.of(
            cookie + "Authorization: Bearer\r\n",
            cookie + "Authorization: Basic eDp5\r\nAuthorization: Bearer x\r\n")) {
      assertThat(RawHttp.send(server.port(), "GET", "/api/me", headers, "")).contains(" 401 ");
    }
  }

  /** The proxy in front speaks HTTPS, but the request here does not show it. */
  @ParameterizedTest
  @ValueSource(strings = {"https://chat.example", "HTTPS://chat.example"})
  void underAnHttpsUrlEachCookieIsForHttpsAlone(String url) {
    server.publicUrl = URI.create(url);
    Answer login = server.anonymous().post("/api/auth/login", GOOD);
    String cookie = "chatalot_session=" + login.json().path("access_token").asText();
    TestClient page =
        server.anonymous().with("Cookie", cookie).with("Origin", "https://chat.example");

    assertThat(login.header("Set-Cookie")).startsWith(cookie).contains("; Secure");
    assertThat(page.get("/api/me").header("Set-Cookie")).startsWith(cookie).contains("; Secure");
    assertThat(page.post("/api/auth/logout", "").header("Set-Cookie"))
        .startsWith("chatalot_session=;")
        .contains("; Secure");
  }

  @Test
  void theCookieOfAUsedSessionIsProlonged() {
    String session = server.host.session("owner");
    Answer byCookie =
        server.anonymous().with("Cookie", "chatalot_session=" + session).get("/api/me");
    assertThat(byCookie.header("Set-Cookie"))
        .startsWith("chatalot_session=" + session + ";")
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(server.as("owner").get("/api/me").header("Set-Cookie")).isNull();
    assertThat(
            server
                .anonymous()
                .with("Cookie", "chatalot_session=nonsense")
                .get("/api/me")
                .header("Set-Cookie"))
        .isNull();
  }

  /** Afterwards the browser drops the cookie, even without a log-out. */
  @Test
  void aBrowserKeepsACookieForAsLongAsItsSessionLasts() {
    Answer login = server.anonymous().post("/api/auth/login", GOOD);
    String cookie = login.header("Set-Cookie");
    TestClient page = server.anonymous().with("Cookie", cookie.split(";", 2)[0]);

    for (String each : List.of(cookie, page.get("/api/me").header("Set-Cookie"))) {
      Matcher life = Pattern.compile("; Max-Age=([0-9]+)").matcher(each);
      assertThat(life.find()).isTrue();
      assertThat(Duration.ofSeconds(Long.parseLong(life.group(1))))
          .isBetween(server.host.sessionLife().minusMinutes(5), server.host.sessionLife());
    }
  }

  @Test
  void aSessionThatWasEndedIsDead() {
    TestClient owner = server.as("owner");
    Answer answer = owner.post("/api/auth/logout", "");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Set-Cookie"))
        .startsWith("chatalot_session=")
        .contains("Expires=Thu, 01 Jan 1970");
    assertThat(me(owner)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "none, none, 403",
        "same-origin, none, 204",
        "none, http://chat.example, 204",
        "none, HTTP://CHAT.EXAMPLE, 204",
        "same-origin, http://chat.example, 204",
        "same-site, http://chat.example, 403",
        "cross-site, none, 403",
        "none, https://chat.example, 403",
        "none, http://evil.example, 403",
        "none, null, 403",
        "same-origin, http://evil.example, 403"
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void aCookieChangesThingsFromOurOwnPageOnly(String site, String origin, int status) {
    TestClient client =
        server.anonymous().with("Cookie", "chatalot_session=" + server.host.session("owner"));
    if (!site.equals("none")) {
      client = client.with("Sec-Fetch-Site", site);
    }
    if (!origin.equals("none")) {
      client = client.with("Origin", origin);
    }
    assertThat(client.post("/api/auth/logout", "").status()).isEqualTo(status);
  }

  @Test
  void theServersOwnAddressIsItsOwnOriginToo() {
    TestClient client =
        server
            .anonymous()
            .with("Cookie", "chatalot_session=" + server.host.session("owner"))
            .with("Origin", "http://127.0.0.1:" + server.port());
    assertThat(client.post("/api/auth/logout", "").status()).isEqualTo(204);
  }

  @Test
  void aCookieReadsFromAnywhereAndAHeaderChangesFromAnywhere() {
    assertThat(
            me(
                server
                    .anonymous()
                    .with("Cookie", "chatalot_session=" + server.host.session("owner"))
                    .with("Sec-Fetch-Site", "cross-site")))
        .isEqualTo(200);
    assertThat(
            server
                .as("owner")
                .with("Origin", "http://evil.example")
                .post("/api/auth/logout", "")
                .status())
        .isEqualTo(204);
  }

  @Test
  void communitiesAndChannelsAreThoseOfTheCaller() {
    assertThat(server.as("moderator").get("/api/communities").body())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "[{\"id\":\"%s\",\"name\":\"Chatalot\",\"role\":\"moderator\"}]",
                server.host.community));
    assertThat(server.as("stranger").get("/api/communities").body()).isEqualTo("[]");
    String channels = "/api/communities/" + server.host.community + "/channels";
    assertThat(server.as("member").get(channels).body())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "[{\"id\":\"%s\",\"community_id\":\"%s\",\"name\":\"general\",\"topic\":null,\"archived\":false,"
                    + "\"role\":\"member\",\"reads\":true}]",
                server.host.channel,
                server.host.community));
    assertThat(server.as("stranger").get(channels).status()).isEqualTo(404);
    assertThat(server.anonymous().get(channels).status()).isEqualTo(401);
  }

  private static int me(TestClient client) {
    return client.get("/api/me").status();
  }
}
