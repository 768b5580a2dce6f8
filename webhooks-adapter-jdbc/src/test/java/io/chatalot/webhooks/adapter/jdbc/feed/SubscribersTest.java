package io.chatalot.webhooks.adapter.jdbc.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubscribersTest {
  private final List<String> failures = new ArrayList<>();
  private final BackgroundObserver observer =
      (task, failure) -> failures.add(task + ": " + failure);
  private final Subscribers subscribers =
      new Subscribers(new Background(observer, (task, failure) -> {}, System::nanoTime));

  @Test
  void aFollowerThatThrowsKeepsNoOtherFromBeingWokenAndIsCounted() {
    ChannelId channel = Samples.channel();
    var woken = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      subscribers.add(
          channel,
          () -> {
            if (woken.incrementAndGet() == 1) {
              throw new StackOverflowError("as asked");
            }
          });
    }

    subscribers.wake(channel);
    subscribers.wakeAll();

    assertThat(woken).hasValue(6);
    assertThat(failures).containsExactly("follower_wake: java.lang.StackOverflowError: as asked");
  }
}
