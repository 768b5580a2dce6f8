package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.CallRefused.Limit;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
  private final List<String> attempts = Collections.synchronizedList(new ArrayList<>());
  private final TestServer server =
      new TestServer(
          RateLimiter.UNLIMITED,
          RateLimiter.UNLIMITED,
          (client, username, login) -> {
            attempts.add(client + " " + username);
            if (username.equals("guessed")) {
              throw tooMany();
            }
            return login.get();
          },
          HttpOptions.on("127.0.0.1", 0));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tooManyFailuresAre429AndTellWhenToComeAgain() {
    Answer answer = logIn("guessed");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.errorCode()).isEqualTo("rate_limited");
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  @Test
  void otherLoginsPassItWithTheirClient() {
    assertThat(logIn("owner").status()).isEqualTo(200);
    assertThat(logIn("nobody").status()).isEqualTo(401);
    assertThat(attempts).containsExactly("127.0.0.1 owner", "127.0.0.1 nobody");
  }

  private Answer logIn(String username) {
    return server
        .anonymous()
        .post(
            "/api/auth/login",
            Json.object().put("username", username).put("password", TestHost.PASSWORD).toString());
  }

  private static CallRefused tooMany() {
    Duration ten = Duration.ofMillis(9_001);
    return new CallRefused(
        Reason.RATE_LIMITED,
        "Too many.",
        Limit.LOGINS,
        Optional.of(new Quota(1, ten, 0, ten, ten)));
  }
}
