package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.RememberedClients;
import io.chatalot.webhooks.server.limit.BucketRateLimiter;
import io.chatalot.webhooks.server.limit.FailedLogins;
import io.chatalot.webhooks.server.limit.LoginLimits;
import io.chatalot.webhooks.server.limit.LoginQueue;
import io.chatalot.webhooks.server.limit.LoginRates;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String EXECUTE = "/api/webhooks/execute/{token}";

  @Test
  void answersAreCountedByMethodRouteAndStatus() {
    try (Metrics metrics = new Metrics()) {
      metrics.answered("POST", EXECUTE, 200, Duration.ofMillis(7));
      metrics.answered(RequestObserver.OTHER_METHOD, "none", 404, Duration.ofMillis(7));

      assertThat(metrics.scrape())
          .contains(
              "http_server_requests_seconds_count{method=\"POST\",route=\""
                  + EXECUTE
                  + "\",status=\"200\"} 1")
          .contains(
              "http_server_requests_seconds_count{method=\"OTHER\",route=\"none\",status=\"404\"}"
                  + " 1")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void whatWasMeasuredIsWhatIsShown() {
    try (Metrics metrics = new Metrics()) {
      metrics.answered("POST", EXECUTE, 200, Duration.ofMillis(7));
      metrics.answered("POST", EXECUTE, 200, Duration.ofMillis(1_500));
      metrics.committed(30, Duration.ofMillis(250));

      String call = "{method=\"POST\",route=\"" + EXECUTE + "\",status=\"200\"";
      assertThat(metrics.scrape())
          .contains("http_server_requests_seconds_sum" + call + "} 1.507")
          .contains("http_server_requests_seconds_bucket" + call + ",le=\"0.01\"} 1")
          .contains("http_server_requests_seconds_bucket" + call + ",le=\"2.5\"} 2")
          .contains("webhook_batch_commit_seconds_sum 0.25")
          .contains("webhook_batch_messages_sum 30");
    }
  }

  @Test
  void callsOfWebhooksAreCountedByOutcome() {
    try (Metrics metrics = new Metrics()) {
      for (int status : new int[] {200, 204, 422, 404, 429, 503, 500}) {
        metrics.answered("POST", EXECUTE, status, Duration.ZERO);
      }
      metrics.answered("POST", "/hooks/{token}", 200, Duration.ZERO);
      metrics.answered("PATCH", EXECUTE + "/messages/{id}", 200, Duration.ZERO);
      metrics.answered("POST", "/api/auth/login", 200, Duration.ZERO);

      assertThat(metrics.scrape())
          .contains("webhook_calls_total{outcome=\"accepted\"} 3")
          .contains("webhook_calls_total{outcome=\"invalid\"} 1")
          .contains("webhook_calls_total{outcome=\"not_found\"} 1")
          .contains("webhook_calls_total{outcome=\"limited\"} 1")
          .contains("webhook_calls_total{outcome=\"unavailable\"} 1")
          .contains("webhook_calls_total{outcome=\"failed\"} 1");
    }
  }

  @Test
  void whatIsWatchedForItsIncreaseIsThereFromTheStart() {
    try (Metrics metrics = new Metrics()) {
      assertThat(metrics.scrape())
          .contains("webhook_calls_total{outcome=\"unavailable\"} 0")
          .contains("webhook_housekeeping_rounds_total{outcome=\"failed\"} 0")
          .contains("webhook_housekeeping_removed_total{kind=\"session\"} 0");
    }
  }

  @Test
  void failuresInTheBackgroundAreCountedByTaskFromZeroOn() {
    try (Metrics metrics = new Metrics()) {
      metrics.background().begins("tidying_up");
      assertThat(metrics.scrape())
          .contains("webhook_background_failures_total{task=\"tidying_up\"} 0");
      metrics.background().failed("tidying_up", new StackOverflowError("as asked"));
      assertThat(metrics.scrape())
          .contains("webhook_background_failures_total{task=\"tidying_up\"} 1");
    }
  }

  @Test
  void connectionsThatAreEndedAreCountedByReason() {
    try (Metrics metrics = new Metrics()) {
      assertThat(metrics.scrape())
          .contains("webhook_connections_ended_total{reason=\"no_descriptor\"} 0");
      metrics.connectionEnded(ConnectionEnd.REFUSED);
      assertThat(metrics.scrape())
          .contains("webhook_connections_ended_total{reason=\"refused\"} 1");
    }
  }

  @Test
  void whatALimitRefusesIsCountedAndNothingElseChanges() {
    try (Metrics metrics = new Metrics()) {
      RateLimiter limiter =
          metrics.counted("misses", new BucketRateLimiter(BigDecimal.ONE, 1, () -> 0));

      assertThat(limiter.tryAcquire("a")).isTrue();
      assertThat(limiter.tryAcquire("a")).isFalse();
      assertThat(limiter.quota("a")).get().extracting(Quota::remaining).isEqualTo(0L);
      assertThat(metrics.scrape()).contains("webhook_limit_refusals_total{limit=\"misses\"} 1");
    }
  }

  @Test
  void refusedLoginsAreCountedAndFailedLoginsAreNot() {
    try (Metrics metrics = new Metrics()) {
      var tasks = new ArrayDeque<Runnable>();
      var failures = new FailedLogins(name -> false, metrics::loginNotLogged, () -> 0);
      LoginLimit logins =
          metrics.counted(
              "logins",
              "login_places",
              new LoginLimits(
                  new RememberedClients(), failures, Backgrounds.silent(), 1, tasks::add, () -> 0));
      for (int i = 0; i < LoginRates.FAILURES_BY_ACCOUNT; i++) {
        var result = logins.attempt(attempt("client" + i, "owner"), Optional::empty);
        tasks.remove().run();
        assertThat(result.join()).isEmpty();
      }

      assertThat(metrics.scrape()).contains("webhook_limit_refusals_total{limit=\"logins\"} 0");
      assertThatThrownBy(() -> logins.attempt(attempt("another", "owner"), Optional::empty))
          .isInstanceOf(CallRefused.class);
      assertThat(metrics.scrape()).contains("webhook_limit_refusals_total{limit=\"logins\"} 1");

      for (int i = 0; i <= LoginQueue.OTHER_PLACES; i++) {
        logins.attempt(attempt("client" + i, "user" + i), Optional::empty);
      }
      assertThat(metrics.scrape())
          .contains("webhook_limit_refusals_total{limit=\"login_places\"} 1")
          .contains("webhook_limit_refusals_total{limit=\"logins\"} 1");
    }
  }

  private static LoginAttempt attempt(String client, String username) {
    return new LoginAttempt(client, client, client, username);
  }
}
