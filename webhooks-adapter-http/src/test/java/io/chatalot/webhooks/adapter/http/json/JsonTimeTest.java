package io.chatalot.webhooks.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000Z, 2026-01-01T00:00:00.000000+00:00",
    "2026-01-01T00:00:00.1Z, 2026-01-01T00:00:00.100Z, 2026-01-01T00:00:00.100000+00:00",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z, 2026-12-31T23:59:59.999999+00:00",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z, 1970-01-01T00:00:00.000000+00:00",
  })
  void aTimeAlwaysHasTheSameNumberOfDigits(Instant time, String ours, String discords) {
    assertThat(JsonTime.of(time)).isEqualTo(ours);
    assertThat(JsonTime.ofDiscord(time)).isEqualTo(discords);
  }

  @ParameterizedTest
  @DefaultLocale("en")
  @DefaultTimeZone("Asia/Kathmandu")
  @ValueSource(strings = {"tr-TR", "ar-EG", "th-TH-u-ca-buddhist-nu-thai", "ja-JP-u-ca-japanese"})
  void aTimeIsTheSameUnderEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));

    aTimeAlwaysHasTheSameNumberOfDigits(
        Instant.parse("2026-01-01T00:00:00Z"),
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.000000+00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.120456Z"})
  void aMessageHasOneTimeWhereverItIsShown(Instant now) throws Exception {
    try (var server = new TestServer()) {
      server.clock = InstantSource.fixed(now);
      String time = JsonTime.of(now);
      JsonNode webhook = server.createWebhook("CI");
      String token = webhook.path("token").asText();
      String execute = ExecutionRoutes.PREFIX + token;

      JsonNode sent = post(server, execute + "?wait=true");
      String path = execute + "/messages/" + sent.path("id").asText();
      JsonNode edited = server.anonymous().patch(path, "{\"content\":\"x\"}").json();
      JsonNode onThePage =
          server.as("member").get(server.channelPath() + "/messages").json().path(0);
      String webhooks = server.channelPath() + "/webhooks";
      JsonNode listed = server.as("owner").get(webhooks).json().path(0);
      JsonNode audited = server.as("owner").get(webhooks + "/audit").json().path(0);

      assertThat(webhook.path("created_at").asText()).isEqualTo(time);
      assertThat(sent.path("created_at").asText()).isEqualTo(time);
      assertThat(edited.path("edited_at").asText()).isEqualTo(time);
      assertThat(onThePage.path("created_at").asText()).isEqualTo(time);
      assertThat(onThePage.path("edited_at").asText()).isEqualTo(time);
      assertThat(streamed(server)).isEqualTo(onThePage);
      assertThat(listed.path("last_used_at").asText()).isEqualTo(time);
      assertThat(audited.path("created_at").asText()).isEqualTo(time);
      String discord = "/api/webhooks/" + webhook.path("id").asText() + "/" + token;
      assertThat(post(server, discord + "?wait=true").path("timestamp").asText())
          .isEqualTo(JsonTime.ofDiscord(now.truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  @Test
  void theEndOfASessionHasThreeDigitsToo() {
    try (var server = new TestServer()) {
      String login = "{\"username\":\"owner\",\"password\":\"" + TestHost.PASSWORD + "\"}";
      assertThat(
              server.anonymous().post("/api/auth/login", login).json().path("expires_at").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }
  }

  private static JsonNode post(TestServer server, String path) {
    return server.anonymous().post(path, "{\"content\":\"x\"}").json();
  }

  private static JsonNode streamed(TestServer server) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:" + server.port() + server.channelPath() + "/messages/stream");
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setReadTimeout(10_000);
    connection.setRequestProperty("Authorization", "Bearer " + server.host.session("member"));
    connection.setRequestProperty("Last-Event-ID", "0");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith("data: ") || !line.contains("\"edited_at\":\"")) {
        line = lines.readLine();
      }
      return Json.parse(line.substring("data: ".length()));
    } finally {
      connection.disconnect();
    }
  }
}
