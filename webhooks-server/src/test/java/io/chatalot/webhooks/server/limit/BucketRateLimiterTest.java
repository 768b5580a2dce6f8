package io.chatalot.webhooks.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.domain.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketRateLimiterTest {
  private final AtomicLong now = new AtomicLong();
  private final BucketRateLimiter limiter = limiter("5", 30);

  @Test
  void anUntouchedOneLetsTheBurstThroughAndThenTheRate() {
    assertThat(exhaust(limiter)).isEqualTo(30);
    pass(Duration.ofMillis(199));
    assertThat(limiter.tryAcquire("a")).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(limiter.tryAcquire("a")).isTrue();
    assertThat(limiter.tryAcquire("a")).isFalse();
    pass(Duration.ofHours(1));
    assertThat(exhaust(limiter)).isEqualTo(30);
  }

  @Test
  void whatIsGivenBackIsThereAgainAndNoMoreThanThat() {
    exhaust(limiter);
    limiter.giveBack("a");
    assertThat(limiter.tryAcquire("a")).isTrue();
    assertThat(limiter.tryAcquire("a")).isFalse();
    limiter.giveBack("never seen");
    assertThat(limiter.remembered()).isEqualTo(1);
    pass(Duration.ofHours(1));
    limiter.tryAcquire("a");
    limiter.giveBack("a");
    limiter.giveBack("a");
    assertThat(exhaust(limiter)).isEqualTo(30);
  }

  @Test
  void keysDoNotShare() {
    exhaust(limiter);
    assertThat(limiter.tryAcquire("b")).isTrue();
  }

  @Test
  void theQuotaOfAnUnknownKeyIsFullAndTakesNoMemory() {
    assertThat(limiter.quota("a")).contains(quota(30, Duration.ZERO, Duration.ZERO));
    assertThat(limiter.remembered()).isZero();
  }

  @Test
  void theQuotaFollowsWhatIsUsed() {
    limiter.tryAcquire("a");
    assertThat(limiter.quota("a")).contains(quota(29, Duration.ofMillis(200), Duration.ZERO));
    pass(Duration.ofMillis(50));
    assertThat(limiter.quota("a")).contains(quota(29, Duration.ofMillis(150), Duration.ZERO));
    pass(Duration.ofMillis(150));
    assertThat(limiter.quota("a")).contains(quota(30, Duration.ZERO, Duration.ZERO));
  }

  @Test
  void anExhaustedQuotaSaysWhenToComeAgain() {
    exhaust(limiter);
    pass(Duration.ofMillis(50));
    assertThat(limiter.quota("a"))
        .contains(quota(0, Duration.ofMillis(5_950), Duration.ofMillis(150)));
  }

  @Test
  void ratesBelowOneASecondWork() {
    BucketRateLimiter slow = limiter("0.1", 1);
    assertThat(slow.tryAcquire("a")).isTrue();
    pass(Duration.ofMillis(9_999));
    assertThat(slow.tryAcquire("a")).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(slow.tryAcquire("a")).isTrue();
  }

  @Test
  void theLargestAndSmallestOfTheSettingsWork() {
    assertThat(limiter("1000000", 1_000_000).tryAcquire("a")).isTrue();
    assertThat(limiter("0.001", 1_000_000).tryAcquire("a")).isTrue();
    assertThat(limiter("1000000", 1).tryAcquire("a")).isTrue();
  }

  @Test
  void aKeyIsForgottenWhenItsBucketIsFull() {
    limiter.tryAcquire("a");
    pass(Duration.ofSeconds(6));
    assertThat(limiter.remembered()).isZero();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < BucketRateLimiter.MAX_KEYS + 1_000; i++) {
      limiter.tryAcquire("key" + i);
    }
    assertThat(limiter.remembered()).isLessThanOrEqualTo(BucketRateLimiter.MAX_KEYS);
  }

  @Test
  void aRateOfZeroLimitsNothing() {
    assertThat(BucketRateLimiter.of(BigDecimal.ZERO, 1)).isSameAs(RateLimiter.UNLIMITED);
    assertThat(BucketRateLimiter.of(BigDecimal.ONE, 1)).isInstanceOf(BucketRateLimiter.class);
    assertThatThrownBy(() -> limiter("0", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private BucketRateLimiter limiter(String rate, int burst) {
    return new BucketRateLimiter(new BigDecimal(rate), burst, now::get);
  }

  private static int exhaust(RateLimiter limiter) {
    int passed = 0;
    while (limiter.tryAcquire("a")) {
      passed++;
    }
    return passed;
  }

  private static Quota quota(long remaining, Duration resetAfter, Duration retryAfter) {
    return new Quota(30, Duration.ofSeconds(6), remaining, resetAfter, retryAfter);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
