package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String HI = "{\"content\":\"hi\"}";

  private static final String POLICIES = "\"webhook\";q=2;w=2, \"misses\";q=3;w=3";

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
  void anAnswerOfTheWebhookTellsTheLimitAndOneOverItIs429() {
    Answer first = post(path, HI);
    Answer second = post(path, HI);
    Answer third = post(path, HI);

    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"webhook\";q=2;w=2");
    assertThat(first.header("RateLimit")).isEqualTo("\"webhook\";r=1;t=1");
    assertThat(second.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.errorCode()).isEqualTo("rate_limited");
    assertThat(third.header("Retry-After")).isEqualTo("1");
    assertThat(third.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
  }

  @Test
  void missesAreLimitedByClientAndHitsAreNot() {
    for (int i = 0; i < 3; i++) {
      Answer miss = post(ExecutionRoutes.PREFIX + "miss" + i, HI);
      assertThat(miss.status()).isEqualTo(404);
      assertThat(miss.header("RateLimit")).isNull();
      assertThat(miss.header("RateLimit-Policy")).isEqualTo(POLICIES);
    }
    Answer over = post(ExecutionRoutes.PREFIX + "miss", HI);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.header("Retry-After")).isEqualTo("1");
    assertThat(over.header("RateLimit")).isNull();
    assertThat(over.header("RateLimit-Policy")).isEqualTo(POLICIES);
    assertThat(post(path, HI).status()).isEqualTo(200);
  }

  @Test
  void editsAndDeletionsCountAsCalls() {
    String id = post(path + "?wait=true", HI).json().path("id").asText();
    assertThat(server.anonymous().patch(path + "/messages/" + id, HI).status()).isEqualTo(200);
    assertThat(server.anonymous().delete(path + "/messages/" + id).status()).isEqualTo(429);
  }

  @Test
  void aReplayAndAReusedKeyCountAsCallsAndHaveTheRemainingLimit() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build 1");

    assertThat(keyed.post(path, HI).header("RateLimit")).isEqualTo("\"webhook\";r=1;t=1");
    Answer replay = keyed.post(path, HI);
    assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(replay.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
    assertThat(keyed.post(path, HI).status()).isEqualTo(429);
  }

  @Test
  void aReusedKeyWithAnotherPayloadHasTheRemainingLimit() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build 1");
    keyed.post(path, HI);

    Answer reused = keyed.post(path, "{\"content\":\"bye\"}");

    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=2");
  }

  @Test
  void anOutageRevealsNothingAboutAToken() {
    server.outage.begin();

    Answer away = post(path, HI);

    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("RateLimit")).isNull();
    assertThat(away.header("RateLimit-Policy")).isEqualTo(POLICIES);
  }

  private Answer post(String to, String body) {
    return server.anonymous().post(to, body);
  }
}
