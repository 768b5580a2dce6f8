package io.chatalot.webhooks.adapter.http.tool.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordLimitsTest {
  private static final String HI = "{\"content\":\"hi\"}";

  private TestServer server;
  private String id;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer(new CountingLimiter(3), new CountingLimiter(2));
    JsonNode webhook = server.createWebhook("CI");
    id = webhook.path("id").asText();
    path = "/api/v10/webhooks/" + id + "/" + webhook.path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAnswerOfTheWebhookTellsTheLimitInDiscordsHeadersToo() {
    Answer first = post(path, HI);
    assertThat(first.header("RateLimit")).isEqualTo("\"webhook\";r=2;t=1");
    assertThat(first.header("X-RateLimit-Limit")).isEqualTo("3");
    assertThat(first.header("X-RateLimit-Bucket")).isEqualTo(id);
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("2");
    assertThat(first.header("X-RateLimit-Reset-After")).isEqualTo("1");
    assertThat(server.anonymous().get(path).header("X-RateLimit-Remaining")).isEqualTo("1");
    assertThat(first.header("X-RateLimit-Global")).isNull();
    assertThat(first.header("X-RateLimit-Scope")).isNull();
  }

  @Test
  void anUnknownMessageIsAnAnswerOfTheWebhookToo() {
    Answer unknown = server.anonymous().delete(path + "/messages/1");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("code").asInt()).isEqualTo(10008);
    assertThat(unknown.header("X-RateLimit-Remaining")).isEqualTo("2");
    assertThat(unknown.header("RateLimit")).isEqualTo("\"webhook\";r=2;t=1");
  }

  @Test
  void onceNothingRemainsTheResetIsWhenTheNextCallIsLetThrough() {
    post(path, HI);
    post(path, HI);
    Answer last = post(path, HI);

    assertThat(last.status()).isEqualTo(204);
    assertThat(last.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=3");
    assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(last.header("X-RateLimit-Reset-After")).isEqualTo("1");
    double reset = Double.parseDouble(last.header("X-RateLimit-Reset"));
    Duration ahead = Duration.between(Instant.now(), Instant.ofEpochMilli((long) (reset * 1000)));
    assertThat(ahead).isBetween(Duration.ofMinutes(-5), Duration.ofSeconds(1));
  }

  @Test
  void whatSaysHowLongToWaitAgrees() {
    for (int i = 0; i < 3; i++) {
      post(path, HI);
    }
    Answer over = post(path, HI);

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.body())
        .isEqualTo(
            "{\"message\":\"You are being rate limited.\",\"retry_after\":1,\"global\":false,"
                + "\"code\":0}");
    assertThat(over.header("Retry-After")).isEqualTo("1");
    assertThat(over.header("X-RateLimit-Reset-After")).isEqualTo("1");
    assertThat(over.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(over.header("X-RateLimit-Scope")).isEqualTo("shared");
    assertThat(over.header("X-RateLimit-Global")).isNull();
    assertThat(over.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=3");
  }

  @Test
  void theTokenOfAnotherWebhookIsAMissThatIsCounted() {
    String other = server.createWebhook("Other").path("id").asText();
    String mixed = path.replace(id, other);
    assertThat(post(mixed, HI).header("X-RateLimit-Remaining")).isNull();
    assertThat(server.anonymous().delete(mixed + "/messages/1").header("X-RateLimit-Bucket"))
        .isNull();
    Answer over = server.anonymous().get(mixed);

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.json().path("retry_after").asInt()).isEqualTo(1);
    assertThat(over.header("X-RateLimit-Scope")).isEqualTo("user");
    assertThat(over.header("X-RateLimit-Bucket")).isEqualTo("misses");
    assertThat(over.header("X-RateLimit-Reset-After")).isEqualTo(over.header("Retry-After"));
    assertThat(over.header("RateLimit")).isNull();
    assertThat(post(path, HI).header("X-RateLimit-Remaining")).isEqualTo("2");
  }

  @Test
  void findingEditingAndDeletingCountAsCalls() {
    String message = path + "/messages/" + post(path + "?wait=true", HI).json().path("id").asText();
    assertThat(server.anonymous().get(message).header("X-RateLimit-Remaining")).isEqualTo("1");
    assertThat(server.anonymous().patch(message, HI).header("X-RateLimit-Remaining"))
        .isEqualTo("0");
    assertThat(server.anonymous().delete(message).status()).isEqualTo(429);
  }

  private Answer post(String to, String body) {
    return server.anonymous().post(to, body);
  }
}
