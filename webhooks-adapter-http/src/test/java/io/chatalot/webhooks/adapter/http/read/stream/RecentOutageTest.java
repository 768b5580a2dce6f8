package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentOutageTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger questions = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 500_000_000L})
  void afterAFailedQueryOthersAreRefusedForASecondWithoutAQuery(long start) {
    now.set(start);
    var outage = new RecentOutage(now::get);
    refused(outage, Reason.UNAVAILABLE);
    assertThat(questions).hasValue(1);

    later(Duration.ofMillis(999));
    refused(outage, Reason.UNAVAILABLE);
    assertThat(questions).hasValue(1);

    later(Duration.ofMillis(1));
    assertThat(outage.ask(questions::incrementAndGet)).isEqualTo(2);
    assertThat(outage.ask(questions::incrementAndGet)).isEqualTo(3);
  }

  @Test
  void anyOtherRefusalIsNoOutage() {
    var outage = new RecentOutage(now::get);
    refused(outage, Reason.NOT_FOUND);
    assertThat(outage.ask(questions::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void theFirstQueryRuns() {
    now.set(-1);
    assertThat(new RecentOutage(now::get).ask(questions::incrementAndGet)).isEqualTo(1);
  }

  private void refused(RecentOutage outage, Reason reason) {
    assertThatThrownBy(
            () ->
                outage.ask(
                    () -> {
                      questions.incrementAndGet();
                      throw new WebhookException(reason, "no");
                    }))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void later(Duration duration) {
    now.addAndGet(duration.toNanos());
  }
}
