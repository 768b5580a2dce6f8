package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String HI = "{\"content\":\"hi\"}";

  private TestServer server;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer(new CountingLimiter(2), new CountingLimiter(3));
    path = ExecutionRoutes.PREFIX + server.createWebhook("CI").path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyAnswerTellsTheLimitAndOneOverItIs429() {
    Answer wrong = post(path, "{}");
    Answer first = post(path, HI);
    Answer second = post(path, HI);
    Answer third = post(path, HI);

    assertThat(wrong.header("RateLimit")).isEqualTo("\"webhook\";r=2;t=0");
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"webhook\";q=2;w=2");
    assertThat(first.header("RateLimit")).isEqualTo("\"webhook\";r=1;t=1");
    assertThat(second.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.errorCode()).isEqualTo("rate_limited");
    assertThat(third.header("Retry-After")).isEqualTo("1");
    assertThat(third.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
  }

  @Test
  void aWrongPayloadDoesNotTellWhetherADeadTokenWasEverUsed() {
    var webhook = server.createWebhook("Dead");
    String dead = ExecutionRoutes.PREFIX + webhook.path("token").asText();
    post(dead, HI);
    server.as("owner").patch("/api/webhooks/" + webhook.path("id").asText(), "{\"active\":false}");
    assertThat(post(dead, "{}").header("RateLimit"))
        .isEqualTo(post(ExecutionRoutes.PREFIX + "unknown", "{}").header("RateLimit"));
  }

  @Test
  void missesAreLimitedByClientAndHitsAreNot() {
    for (int i = 0; i < 3; i++) {
      Answer miss = post(ExecutionRoutes.PREFIX + "miss" + i, HI);
      assertThat(miss.status()).isEqualTo(404);
      assertThat(miss.header("RateLimit")).startsWith("\"misses\";r=" + (2 - i));
    }
    Answer over = post(ExecutionRoutes.PREFIX + "miss", HI);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.header("Retry-After")).isEqualTo("1");
    assertThat(post(path, HI).status()).isEqualTo(200);
  }

  @Test
  void editsAndDeletionsCountAsCalls() {
    String id = post(path + "?wait=true", HI).json().path("id").asText();
    assertThat(server.anonymous().patch(path + "/messages/" + id, HI).status()).isEqualTo(200);
    assertThat(server.anonymous().delete(path + "/messages/" + id).status()).isEqualTo(429);
  }

  private Answer post(String to, String body) {
    return server.anonymous().post(to, body);
  }
}
