package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.domain.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamLimitTest {
  private final UserId user = new UserId(UUID.randomUUID());
  private final UserId other = new UserId(UUID.randomUUID());
  private final StreamLimit limit = new StreamLimit(5);

  @Test
  void aSessionMayHaveHalfOfItsUsersStreams() {
    enter(user, "one", 3);
    assertRefused(user, "one");
    enter(user, "two", 2);

    assertRefused(user, "two");
    assertRefused(user, "three");
    enter(other, "another's", 3);
  }

  @Test
  void aClosedStreamMakesRoom() {
    enter(user, "one", 2);
    Runnable close = limit.enter(user, "one");
    enter(user, "two", 2);
    close.run();
    enter(user, "one", 1);

    assertRefused(user, "two");
    close.run();
    assertRefused(user, "two");
  }

  @Test
  void oneStreamIsTheLeast() {
    var one = new StreamLimit(1);
    one.enter(user, "one");
    assertThatThrownBy(() -> one.enter(user, "two")).isInstanceOf(HttpRefusal.class);
    assertThatThrownBy(() -> new StreamLimit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private void enter(UserId who, String session, int times) {
    for (int i = 0; i < times; i++) {
      limit.enter(who, session);
    }
  }

  private void assertRefused(UserId who, String session) {
    assertThatThrownBy(() -> limit.enter(who, session))
        .isInstanceOfSatisfying(
            HttpRefusal.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(429);
              assertThat(refusal.problem().retryAfter()).isPresent();
            });
  }
}
