package io.chatalot.webhooks.adapter.http.read.stream;

import static io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.FROM_THE_START;
import static io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.Client;
import io.chatalot.webhooks.domain.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Followers that are behind, together with others. */
class CatchUpTest {
  private static final String READERS = "event-stream-catch-up";
  private static final String EIGHT_A_PAGE = "x".repeat(3_900);

  private final FollowedChannel followed = new FollowedChannel();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    followed.close();
  }

  @Test
  void aPageReadAfterThePermissionQueryWaitsForTheNextRound() throws Exception {
    Client live = openTail();
    followed.post("before");
    live.awaitContents(1);
    followed.tails.beat();
    live.output.await(text -> text.endsWith(": beat\n\n"));
    holdThoseWhoReadForOthers();
    Client ended = followed.client("member", FROM_THE_START);
    ended.awaitGreeting();
    var once = new AtomicBoolean(true);
    followed.whenAsked =
        () -> {
          if (once.getAndSet(false)) {
            followed.host.logout(ended.session);
            followed.post("not for them");
            gate.countDown();
            awaitReaders();
          }
        };
    followed.tails.beat();

    assertThat(live.awaitContents(2)).containsExactly("before", "not for them");
    ended.awaitEnd();
    assertThat(ended.contents()).doesNotContain("not for them");
  }

  @Test
  void eachUserThatIsBehindHasPagesReadByTurns() throws Exception {
    Client live = openTail();
    followed.post(EIGHT_A_PAGE, 400);
    live.awaitContents(400);
    followed.tails.beat();
    List<Long> read = new CopyOnWriteArrayList<>();
    holdThoseWhoReadForOthers(read);
    Client first = followed.client("member", FROM_THE_START);
    Client second = followed.client("moderator", OptionalLong.of(100));
    Client nearTheEnd = followed.client("admin", OptionalLong.of(390));
    for (Client client : List.of(first, second, nearTheEnd)) {
      client.awaitGreeting();
    }
    gate.countDown();

    assertThat(nearTheEnd.awaitContents(10)).hasSize(10);
    assertThat(read.stream().filter(after -> after < 390).count())
        .as("pages that were read for others before")
        .isLessThan(10);
    assertThat(first.awaitContents(400)).isEqualTo(live.contents());
    assertThat(second.awaitContents(300)).isEqualTo(live.contents().subList(100, 400));
  }

  @Test
  void aFollowerBehindMakesProgressDuringEndlessEdits() throws Exception {
    Client live = openTail();
    MessageId edited = followed.post("edited over and over");
    followed.post("before", 300);
    live.awaitContents(301);
    followed.tails.beat();
    followed.messages.whenRead =
        after -> {
          if (!Thread.currentThread().getName().equals(READERS)) {
            followed.edit(edited, "edited over and over");
          }
        };
    Client behind = followed.client("member", FROM_THE_START);

    behind.output.await(text -> text.contains("\"before 299\""));
    followed.messages.whenRead = after -> {};
  }

  @Test
  void anUnreadableEventEndsTheFollowersAtItOnly() throws Exception {
    Client live = openTail();
    followed.post("before", 300);
    live.awaitContents(300);
    followed.tails.beat();
    followed.messages.brokenAfter = 0;
    Client broken = followed.client("member", FROM_THE_START);
    Client behind = followed.client("moderator", OptionalLong.of(1));

    broken.awaitEnd();
    assertThat(behind.awaitContents(299)).hasSize(299);
    followed.post("after");
    assertThat(live.awaitContents(301)).endsWith("after");
    assertThat(behind.awaitContents(300)).endsWith("after");
  }

  @Test
  void whoHoldsOnePieceIsSparedWhereAnotherHoldsMany() throws Exception {
    Client live = openTail();
    Client slow = stalled("moderator");
    followed.post(EIGHT_A_PAGE);
    live.awaitContents(1);
    List<Client> many = new ArrayList<>();
    // Each holds its own message of 8 kB; the memory has room for a dozen.
    for (int i = 0; i < 30; i++) {
      many.add(stalled("member"));
      followed.post(EIGHT_A_PAGE + i);
      live.awaitContents(i + 2);
    }

    many.get(0).awaitEnd();
    assertThat(many.get(0).output.isCut()).isTrue();
    assertThat(slow.follower.writer.ended()).isNotDone();
  }

  private Client stalled(String user) throws InterruptedException {
    Client client = followed.client(user, NOW);
    client.awaitGreeting();
    client.output.take(false);
    return client;
  }

  private Client openTail() throws InterruptedException {
    Client live = followed.client("owner", NOW);
    live.awaitGreeting();
    return live;
  }

  private void holdThoseWhoReadForOthers() {
    holdThoseWhoReadForOthers(new CopyOnWriteArrayList<>());
  }

  private void holdThoseWhoReadForOthers(List<Long> read) {
    followed.messages.whenRead =
        after -> {
          if (Thread.currentThread().getName().equals(READERS)) {
            await(gate);
            read.add(after);
          }
        };
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until no thread works for a tail. */
  private static void awaitReaders() {
    long start = System.nanoTime();
    while (Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals(READERS))
        .flatMap(thread -> List.of(thread.getValue()).stream())
        .anyMatch(frame -> frame.getClassName().equals(Tail.class.getName()))) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }
}
