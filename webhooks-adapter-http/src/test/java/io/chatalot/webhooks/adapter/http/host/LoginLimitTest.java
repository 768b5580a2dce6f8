package io.chatalot.webhooks.adapter.http.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginLimitTest {
  private final List<LoginAttempt> attempts = Collections.synchronizedList(new ArrayList<>());
  private final TestServer server =
      new TestServer(
          RateLimiter.UNLIMITED,
          RateLimiter.UNLIMITED,
          (attempt, login) -> {
            attempts.add(attempt);
            if (attempt.username().equals("guessed")) {
              throw tooMany();
            }
            return LoginLimit.NONE.attempt(attempt, login);
          },
          HttpOptions.on("127.0.0.1", 0));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tooManyFailuresAre429WithRetryAfter() {
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
    assertThat(attempts)
        .containsExactly(
            new LoginAttempt("127.0.0.1", "127.0.0.1", "127.0.0.0/24", "owner"),
            new LoginAttempt("127.0.0.1", "127.0.0.1", "127.0.0.0/24", "nobody"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77,                          203.0.113.0/24",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1,   2001:db8:aaaa:0:0:0:0:0/48",
    "::ffff:203.0.113.77,                   203.0.113.0/24",
    "no address,                            no address"
  })
  void aNetworkIsTheLargestBlockOfOneCustomer(String address, String network) {
    assertThat(ClientAddress.network(address)).isEqualTo(network);
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
