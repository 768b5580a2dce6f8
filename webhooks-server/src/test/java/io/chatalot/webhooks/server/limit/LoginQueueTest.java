package io.chatalot.webhooks.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginQueueTest {
  private static final Duration LOGIN = Duration.ofMillis(100);

  private final AtomicLong now = new AtomicLong();
  private final LoginQueue<String> queue = new LoginQueue<>(1, now::get);

  @Test
  void aKnownClientIsOneOfTheNextTwoHoweverManyStrangersWait() {
    for (int i = 0; i < LoginQueue.OTHER_PLACES; i++) {
      assertThat(stranger(i)).isEmpty();
    }
    assertThat(known("owner", "home")).isEmpty();
    assertThat(List.of(next(), next())).contains("owner home");
  }

  @Test
  void aMemberWhoLogsInFromEverywhereHasNoMoreTurnsThanTheOwner() {
    for (int i = 0; i < LoginQueue.KNOWN_PLACES; i++) {
      assertThat(known("member", "10.0." + i + ".1")).isEmpty();
    }
    // Full as it is, it has a place for another account.
    assertThat(known("owner", "home"))
        .contains("member 10.0." + (LoginQueue.KNOWN_PLACES - 1) + ".1");
    assertThat(List.of(next(), next())).contains("owner home");
  }

  @Test
  void oneNetworkHasOneTurnInTwoBesideAnother() {
    for (int i = 0; i < LoginQueue.OTHER_PLACES; i++) {
      assertThat(offer("203.0.113." + i, "203.0.113.0/24")).isEmpty();
    }
    assertThat(offer("198.51.100.1", "198.51.100.0/24")).isPresent();
    assertThat(List.of(next(), next())).contains("198.51.100.1");
  }

  @Test
  void aClientThatFindsNoPlaceHasOneWhenItComesAsItWasTold() {
    for (int i = 0; i < LoginQueue.OTHER_PLACES; i++) {
      assertThat(stranger(i)).isEmpty();
    }
    assertThat(offer("home", "home")).contains("home");
    Duration wait = queue.book(attempt("home", "home"));
    assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(offer("home", "home")).as("too early").contains("home");
    assertThat(queue.book(attempt("home", "home"))).isEqualTo(wait);

    now.addAndGet(wait.toNanos());
    assertThat(offer("home", "home")).isEmpty();
    // A known client keeps no one who was told to come from it.
    for (int i = 0; i < LoginQueue.KNOWN_PLACES; i++) {
      known("account" + i, "10.0." + i + ".1");
    }
    assertThat(List.of(next(), next(), next(), next(), next(), next())).contains("home");
  }

  /** 60 strangers come again at once, whenever they are refused or served. */
  @Test
  void beside60WhoNeverStopEachClientIsServedAtTheTimeThatItWasTold() {
    for (int i = 0; i < 60; i++) {
      if (stranger(i).isPresent()) {
        queue.book(attempt("10.0." + i + ".1", "10.0." + i));
      }
    }
    assertThat(offer("home", "home")).contains("home");
    Duration wait = queue.book(attempt("home", "home"));
    assertThat(wait).isLessThan(Duration.ofSeconds(60));
    long told = now.get() + wait.toNanos();
    while (now.get() - told < 0) {
      queue.poll();
      for (int i = 0; i < 60; i++) {
        if (stranger(i).isPresent()) {
          queue.book(attempt("10.0." + i + ".1", "10.0." + i));
        }
      }
      queue.took(LOGIN);
      now.addAndGet(LOGIN.toNanos());
    }
    assertThat(offer("home", "home")).isEmpty();
    var served = new ArrayList<String>();
    while (!served.contains("home")) {
      served.add(next());
    }
    assertThat(served).hasSizeLessThan(30);
  }

  private Optional<String> stranger(int i) {
    return offer("10.0." + i + ".1", "10.0." + i);
  }

  private Optional<String> offer(String client, String network) {
    LoginAttempt attempt = attempt(client, network);
    return queue.offer(attempt, "any", false, queue.isDue(attempt), client);
  }

  private Optional<String> known(String account, String client) {
    return queue.offer(attempt(client, client), account, true, false, account + " " + client);
  }

  private String next() {
    return queue.poll().orElseThrow();
  }

  private static LoginAttempt attempt(String client, String network) {
    return new LoginAttempt(client, client, network, "any");
  }
}
