package io.chatalot.webhooks.adapter.http.read.stream;

import static io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.FROM_THE_START;
import static io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.WatchedLog;
import io.chatalot.webhooks.adapter.http.read.stream.FollowedChannel.Client;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.domain.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailsTest {
  private final FollowedChannel followed = new FollowedChannel();
  private final TestHost host = followed.host;
  private final WatchedLog messages = followed.messages;
  private final MessageReader reader = followed.reader;
  private final AtomicInteger questions = followed.questions;
  private final Tails tails = followed.tails;

  @AfterEach
  void close() {
    followed.close();
  }

  @Test
  void allFollowersGetAllEventsInTheSameOrderAndOnce() throws InterruptedException {
    List<Client> clients = clients(20);
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(writer -> new Thread(() -> followed.post("writer " + writer, 50)))
            .toList();
    writers.forEach(Thread::start);
    List<String> heard = clients.get(0).awaitContents(200);

    assertThat(heard).doesNotHaveDuplicates();
    for (Client client : clients) {
      assertThat(client.awaitContents(200)).isEqualTo(heard);
    }
    assertThat(clients.get(0).positions()).isSorted();
  }

  @Test
  void newEventsAreReadOnceAndPermissionsQueriedOnceForAll() throws InterruptedException {
    List<Client> clients = clients(20);
    for (Client client : clients) {
      client.awaitGreeting();
    }
    followed.post("hello");
    for (Client client : clients) {
      client.awaitContents(1);
    }

    assertThat(messages.readings).hasValue(1);
    assertThat(questions).hasValue(1);
  }

  @Test
  void aFollowerBehindCatchesUpAndThenGetsNewEvents() throws InterruptedException {
    followed.post("before", 300);
    Client live = followed.client("owner", NOW);
    var writer = new Thread(() -> followed.post("meanwhile", 200));
    writer.start();
    Client behind = followed.client("member", FROM_THE_START);
    writer.join();
    followed.post("after");

    List<String> heard = behind.awaitContents(501);
    assertThat(heard)
        .doesNotHaveDuplicates()
        .startsWith("before 0", "before 1")
        .endsWith("meanwhile 199", "after");
    assertThat(behind.positions()).isSorted();
    assertThat(heard).endsWith(live.awaitContents(201).toArray(String[]::new));
  }

  @Test
  void aResumingFollowerGetsTheEventsThatItMissed() throws InterruptedException {
    followed.post("before", 5);
    Client first = followed.client("member", FROM_THE_START);
    first.awaitContents(5);
    long third = first.positions().get(2);
    Client second = followed.client("member", OptionalLong.of(third));

    assertThat(second.awaitContents(2)).containsExactly("before 3", "before 4");
  }

  @Test
  void anEndedSessionOrMembershipGetsNoMoreEvents() throws Exception {
    Client ended = followed.client("member", NOW);
    Client removed = followed.client("moderator", NOW);
    Client other = followed.client("owner", NOW);
    followed.post("for all");
    for (Client client : List.of(ended, removed, other)) {
      client.awaitContents(1);
    }
    host.logout(ended.session);
    host.directory.removeMember(host.community, host.id("moderator"));
    followed.post("not for them");

    assertThat(other.awaitContents(2)).containsExactly("for all", "not for them");
    ended.awaitEnd();
    removed.awaitEnd();
    assertThat(ended.contents()).containsExactly("for all");
    assertThat(removed.contents()).containsExactly("for all");
    assertThat(tails.count()).isEqualTo(1);
  }

  @Test
  void permissionsOfFollowersBehindAreQueriedToo() throws Exception {
    followed.post("not for them", 5);
    Place place = reader.place(host.id("member"), host.channel, FROM_THE_START);
    String session = host.session("member");
    host.logout(session);
    Client ended = followed.client(host.id("member"), session, place);

    ended.awaitEnd();
    assertThat(ended.contents()).isEmpty();
  }

  @Test
  void aHeartbeatQueriesPermissionsToo() throws Exception {
    Client ended = followed.client("member", NOW);
    Client other = followed.client("owner", NOW);
    ended.awaitGreeting();
    other.awaitGreeting();
    host.logout(ended.session);
    tails.beat();

    other.output.await(text -> text.endsWith(": beat\n\n"));
    ended.awaitEnd();
    assertThat(ended.output.text()).doesNotContain("beat");
  }

  @Test
  void aHeartbeatAmongMessagesArrivesAndDisturbsNothing() throws InterruptedException {
    Client live = followed.client("owner", NOW);
    live.awaitGreeting();
    followed.post("one", 100);
    tails.beat();
    followed.post("other", 100);

    assertThat(live.awaitContents(200)).doesNotHaveDuplicates();
    assertThat(live.positions()).isSorted();
    String heard = live.output.await(text -> text.contains(": beat\n\n"));
    assertThat(heard).containsOnlyOnce(": beat");
  }

  @Test
  void aFollowerBeingWrittenToGetsItsHeartbeatLater() throws InterruptedException {
    Client slow = followed.client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    followed.post("hello");
    slow.awaitContents(1);
    tails.beat();
    slow.output.take(true);

    slow.output.await(text -> text.endsWith(": beat\n\n"));
  }

  @Test
  void aClientThatTakesNothingIsCutOffAndDelaysNobody() throws Exception {
    Client slow = followed.client("member", NOW);
    Client other = followed.client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    followed.post("first");
    slow.awaitContents(1);
    followed.post("more", 150);

    assertThat(other.awaitContents(151)).hasSize(151);
    assertThat(slow.contents()).containsExactly("first");
    tails.beat();
    followed.post("last");
    other.awaitContents(152);
    assertThat(tails.count()).as("one heartbeat is not enough").isEqualTo(2);
    tails.beat();
    slow.awaitEnd();
    assertThat(slow.output.slow()).as("counted as slow").isEqualTo(1);
    assertThat(tails.count()).isEqualTo(1);
    slow.output.take(true);
    assertThat(slow.contents()).containsExactly("first");
  }

  @Test
  void aClientThatTakesNothingCausesNoQueries() throws Exception {
    Client slow = followed.client("member", NOW);
    Client other = followed.client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    followed.post("first");
    slow.awaitContents(1);
    other.awaitContents(1);
    followed.askedFor.clear();
    followed.post("more", 150);
    other.awaitContents(151);
    tails.beat();
    other.output.await(text -> text.endsWith(": beat\n\n"));

    assertThat(followed.askedFor).containsExactly(other.session);
  }

  @Test
  void followersBehindSharePages() throws InterruptedException {
    followed.post("before", 300);
    var behind = new ArrayList<Client>();
    for (int i = 0; i < 50; i++) {
      behind.add(followed.client("member", FROM_THE_START));
    }
    List<String> heard = behind.get(0).awaitContents(300);
    for (Client client : behind) {
      assertThat(client.awaitContents(300)).isEqualTo(heard);
    }
    assertThat(heard).doesNotHaveDuplicates();
    assertThat(messages.readings.get())
        .as("each alone would have to read 150 times")
        .isLessThan(40);
  }

  @Test
  void clientsThatHoldTooMuchUnreadAreCutOffTheOldestFirst() throws Exception {
    Client other = followed.client("owner", NOW);
    var slow = new ArrayList<Client>();
    // Each holds its own message of 8 kB; the memory has room for a dozen.
    for (int i = 0; i < 30; i++) {
      Client next = followed.client("member", NOW);
      next.awaitGreeting();
      next.output.take(false);
      slow.add(next);
      followed.post("x".repeat(4_000));
      other.awaitContents(i + 1);
      if (i == 0) {
        assertThat(tails.count()).isEqualTo(2);
      }
    }
    slow.get(0).awaitEnd();
    assertThat(slow.get(0).output.isCut()).isTrue();
    assertThat(slow.get(0).output.slow()).isEqualTo(1);
    assertThat(slow.get(29).follower.writer.ended()).isNotDone();
    followed.post("last");
    assertThat(other.awaitContents(31)).endsWith("last");
  }

  @Test
  void aRemovedMessageIsNotSentToLaterFollowers() throws InterruptedException {
    Client live = followed.client("owner", NOW);
    followed.post("stays");
    MessageId leaked = followed.post("leaked");
    live.awaitContents(2);
    messages.delete(host.channel, leaked);
    live.output.await(text -> text.contains("event: message_deleted\n"));
    Client late = followed.client("member", FROM_THE_START);

    late.output.await(text -> text.contains("event: message_deleted\n"));
    assertThat(late.contents()).containsExactly("stays");
  }

  @Test
  void anErrorEndsTheFollowersAndNotTheThreads() throws Exception {
    Client live = followed.client("owner", NOW);
    live.awaitGreeting();
    messages.broken = true;
    followed.post("during");
    live.awaitEnd();
    messages.broken = false;
    for (int i = 0; i < 10; i++) {
      Client later = followed.client("owner", FROM_THE_START);
      assertThat(later.awaitContents(1)).containsExactly("during");
    }
  }

  @Test
  void aClientThatTakesItInTheEndMissesNothing() throws Exception {
    Client slow = followed.client("member", NOW);
    Client other = followed.client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    followed.post("first");
    slow.awaitContents(1);
    followed.post("more", 150);
    other.awaitContents(151);
    tails.beat();
    slow.output.take(true);

    assertThat(slow.awaitContents(151)).isEqualTo(other.contents());
    followed.post("last");
    assertThat(slow.awaitContents(152)).endsWith("last");
    tails.beat();
    assertThat(tails.count()).isEqualTo(2);
  }

  @Test
  void anOutageOfTheMessagesDelaysAndLosesNothing() throws InterruptedException {
    Client live = followed.client("owner", NOW);
    followed.post("before");
    live.awaitContents(1);
    messages.away = true;
    Client behind = followed.client("member", FROM_THE_START);
    behind.awaitGreeting();
    followed.post("during");
    tails.beat();
    live.output.await(text -> text.endsWith(": beat\n\n"));
    messages.away = false;

    assertThat(live.awaitContents(2)).containsExactly("before", "during");
    assertThat(behind.awaitContents(2)).containsExactly("before", "during");
  }

  @Test
  void nothingIsSentWhilePermissionsCannotBeQueried() throws InterruptedException {
    Client live = followed.client("owner", NOW);
    live.awaitGreeting();
    followed.sessionsAway = true;
    followed.post("during");
    tails.beat();
    live.output.await(text -> text.endsWith(": beat\n\n"));
    assertThat(live.contents()).isEmpty();
    followed.sessionsAway = false;

    assertThat(live.awaitContents(1)).containsExactly("during");
  }

  @Test
  void theLastOneToLeaveEndsTheTail() throws Exception {
    Client one = followed.client("owner", NOW);
    followed.post("hello");
    one.awaitContents(1);
    tails.end(one.follower);
    one.awaitEnd();
    assertThat(messages.subscriptions).hasValue(0);
    followed.post("nobody is there");
    Client two = followed.client("owner", NOW);
    followed.post("again");

    assertThat(two.awaitContents(1)).containsExactly("again");
    assertThat(messages.subscriptions).hasValue(1);
    assertThat(one.contents()).containsExactly("hello");
  }

  @Test
  void aFollowerAddedAfterTheCloseIsEndedAtOnce() throws Exception {
    tails.close();
    Client late = followed.client("owner", NOW);

    late.awaitEnd();
    assertThat(tails.count()).isZero();
  }

  private List<Client> clients(int count) {
    var clients = new ArrayList<Client>();
    for (int i = 0; i < count; i++) {
      clients.add(followed.client("member", NOW));
    }
    return clients;
  }
}
