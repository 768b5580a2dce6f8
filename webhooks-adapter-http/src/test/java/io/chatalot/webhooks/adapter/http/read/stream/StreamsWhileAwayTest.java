package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.driving.read.Following;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamsWhileAwayTest {
  private static final int CHANNELS = 100;

  private final AtomicInteger questions = new AtomicInteger();

  /** A query to an unavailable store may take seconds, and streams have few threads. */
  @Test
  void onlyOneOfManyChannelsQueriesUnavailableStores() {
    var readings = new GuardedReads(new SessionGuard(new TestHost(), null));
    for (int channel = 0; channel < CHANNELS; channel++) {
      Following feed = new Away();
      assertThatThrownBy(() -> readings.after(0, 1, feed))
          .isInstanceOfSatisfying(
              WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }
    assertThat(questions).hasValueLessThan(CHANNELS / 2);
  }

  private final class Away implements Following {
    @Override
    public List<RenderedEvent> after(long position, int limit) {
      questions.incrementAndGet();
      throw new WebhookException(Reason.UNAVAILABLE, "away");
    }

    @Override
    public Set<UserId> allowed(Set<UserId> users) {
      return users;
    }

    @Override
    public void close() {}
  }
}
