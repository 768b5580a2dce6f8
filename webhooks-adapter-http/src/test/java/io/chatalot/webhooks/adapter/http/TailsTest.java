package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driving.FollowChannel.Place;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailsTest {
  private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");
  private static final OptionalLong NOW = OptionalLong.empty();
  private static final OptionalLong FROM_THE_START = OptionalLong.of(0);

  private final TestHost host = new TestHost();
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
  private final WatchedLog messages = new WatchedLog(new InMemoryMessages(webhooks));
  private final MessageReader reader = new MessageReader(messages, host.directory);
  private final AtomicInteger questions = new AtomicInteger();
  private final Set<String> askedFor = ConcurrentHashMap.newKeySet();
  private volatile boolean sessionsAway;
  private final Tails tails = new Tails(reader, new SessionGuard(new Sessions(), null), 100_000);
  private final Webhook webhook =
      new WebhookManager(
              webhooks,
              webhooks,
              host.directory,
              1,
              UUID::randomUUID,
              new SecureRandom(),
              InstantSource.system())
          .create(host.id("owner"), host.channel, WebhookDraft.named("CI"))
          .webhook()
          .webhook();

  @AfterEach
  void close() {
    tails.close();
  }

  @Test
  void allAreToldAllInTheSameOrderAndOnce() throws InterruptedException {
    List<Client> clients = clients(20);
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(writer -> new Thread(() -> post("writer " + writer, 50)))
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
  void whatComesIsReadOnceAndAskedForOnceForAll() throws InterruptedException {
    List<Client> clients = clients(20);
    for (Client client : clients) {
      client.awaitGreeting();
    }
    post("hello");
    for (Client client : clients) {
      client.awaitContents(1);
    }

    assertThat(messages.readings).hasValue(1);
    assertThat(questions).hasValue(1);
  }

  @Test
  void whoIsBehindCatchesUpAndThenHearsWhatComes() throws InterruptedException {
    post("before", 300);
    Client live = new Client("owner", NOW);
    var writer = new Thread(() -> post("meanwhile", 200));
    writer.start();
    Client behind = new Client("member", FROM_THE_START);
    writer.join();
    post("after");

    List<String> heard = behind.awaitContents(501);
    assertThat(heard)
        .doesNotHaveDuplicates()
        .startsWith("before 0", "before 1")
        .endsWith("meanwhile 199", "after");
    assertThat(behind.positions()).isSorted();
    assertThat(heard).endsWith(live.awaitContents(201).toArray(String[]::new));
  }

  @Test
  void whoResumesIsToldWhatItLacks() throws InterruptedException {
    post("before", 5);
    Client first = new Client("member", FROM_THE_START);
    first.awaitContents(5);
    long third = first.positions().get(2);
    Client second = new Client("member", OptionalLong.of(third));

    assertThat(second.awaitContents(2)).containsExactly("before 3", "before 4");
  }

  @Test
  void anEndedSessionAndAnEndedMembershipHearNothingMore() throws Exception {
    Client ended = new Client("member", NOW);
    Client removed = new Client("moderator", NOW);
    Client other = new Client("owner", NOW);
    post("for all");
    for (Client client : List.of(ended, removed, other)) {
      client.awaitContents(1);
    }
    host.logout(ended.session);
    host.directory.removeMember(host.community, host.id("moderator"));
    post("not for them");

    assertThat(other.awaitContents(2)).containsExactly("for all", "not for them");
    ended.awaitEnd();
    removed.awaitEnd();
    assertThat(ended.contents()).containsExactly("for all");
    assertThat(removed.contents()).containsExactly("for all");
    assertThat(tails.count()).isEqualTo(1);
  }

  @Test
  void whoIsBehindIsAskedForTooBeforeItIsTold() throws Exception {
    post("not for them", 5);
    Place place = reader.place(host.id("member"), host.channel, FROM_THE_START);
    String session = host.session("member");
    host.logout(session);
    Client ended = new Client(host.id("member"), session, place);

    ended.awaitEnd();
    assertThat(ended.contents()).isEmpty();
  }

  @Test
  void aHeartbeatAsksToo() throws Exception {
    Client ended = new Client("member", NOW);
    Client other = new Client("owner", NOW);
    ended.awaitGreeting();
    other.awaitGreeting();
    host.logout(ended.session);
    tails.beat();

    other.output.await(text -> text.endsWith(": beat\n\n"));
    ended.awaitEnd();
    assertThat(ended.output.text()).doesNotContain("beat");
  }

  @Test
  void aHeartbeatAmongMessagesIsHeardAndDisturbsNothing() throws InterruptedException {
    Client live = new Client("owner", NOW);
    live.awaitGreeting();
    post("one", 100);
    tails.beat();
    post("other", 100);

    assertThat(live.awaitContents(200)).doesNotHaveDuplicates();
    assertThat(live.positions()).isSorted();
    String heard = live.output.await(text -> text.contains(": beat\n\n"));
    assertThat(heard).containsOnlyOnce(": beat");
  }

  @Test
  void whoIsWritingAtAHeartbeatIsToldItLater() throws InterruptedException {
    Client slow = new Client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    post("hello");
    slow.awaitContents(1);
    tails.beat();
    slow.output.take(true);

    slow.output.await(text -> text.endsWith(": beat\n\n"));
  }

  @Test
  void aClientThatTakesNothingHoldsNobodyUpAndIsCutOff() throws Exception {
    Client slow = new Client("member", NOW);
    Client other = new Client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    post("first");
    slow.awaitContents(1);
    post("more", 150);

    assertThat(other.awaitContents(151)).hasSize(151);
    assertThat(slow.contents()).containsExactly("first");
    tails.beat();
    post("last");
    other.awaitContents(152);
    assertThat(tails.count()).as("one heartbeat is not enough").isEqualTo(2);
    tails.beat();
    slow.awaitEnd();
    assertThat(tails.count()).isEqualTo(1);
    slow.output.take(true);
    assertThat(slow.contents()).containsExactly("first");
  }

  @Test
  void aClientThatTakesNothingCostsNoQuestionAndNoReading() throws Exception {
    Client slow = new Client("member", NOW);
    Client other = new Client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    post("first");
    slow.awaitContents(1);
    other.awaitContents(1);
    askedFor.clear();
    post("more", 150);
    other.awaitContents(151);
    tails.beat();
    other.output.await(text -> text.endsWith(": beat\n\n"));

    assertThat(askedFor).containsExactly(other.session);
  }

  @Test
  void thoseBehindShareWhatIsReadForThem() throws InterruptedException {
    post("before", 300);
    var behind = new ArrayList<Client>();
    for (int i = 0; i < 50; i++) {
      behind.add(new Client("member", FROM_THE_START));
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
    Client other = new Client("owner", NOW);
    var slow = new ArrayList<Client>();
    // Each holds a message of 8 kB that no other holds, of which there is room for a dozen.
    for (int i = 0; i < 30; i++) {
      Client next = new Client("member", NOW);
      next.awaitGreeting();
      next.output.take(false);
      slow.add(next);
      post("x".repeat(4_000));
      other.awaitContents(i + 1);
      if (i == 0) {
        assertThat(tails.count()).isEqualTo(2);
      }
    }
    slow.get(0).awaitEnd();
    assertThat(slow.get(0).output.isCut()).isTrue();
    assertThat(slow.get(29).follower.outlet.ended()).isNotDone();
    post("last");
    assertThat(other.awaitContents(31)).endsWith("last");
  }

  @Test
  void whatWasTakenOutIsNotToldToThoseWhoComeLater() throws InterruptedException {
    Client live = new Client("owner", NOW);
    post("stays");
    MessageId leaked = post("leaked");
    live.awaitContents(2);
    messages.delete(host.channel, leaked);
    live.output.await(text -> text.contains("event: message_deleted\n"));
    Client late = new Client("member", FROM_THE_START);

    late.output.await(text -> text.contains("event: message_deleted\n"));
    assertThat(late.contents()).containsExactly("stays");
  }

  @Test
  void anErrorEndsTheFollowersAndNotTheThreadsThatTellThem() throws Exception {
    Client live = new Client("owner", NOW);
    live.awaitGreeting();
    messages.broken = true;
    post("during");
    live.awaitEnd();
    messages.broken = false;
    for (int i = 0; i < 10; i++) {
      Client later = new Client("owner", FROM_THE_START);
      assertThat(later.awaitContents(1)).containsExactly("during");
    }
  }

  @Test
  void aClientThatTakesItInTheEndMissesNothing() throws Exception {
    Client slow = new Client("member", NOW);
    Client other = new Client("owner", NOW);
    slow.awaitGreeting();
    slow.output.take(false);
    post("first");
    slow.awaitContents(1);
    post("more", 150);
    other.awaitContents(151);
    tails.beat();
    slow.output.take(true);

    assertThat(slow.awaitContents(151)).isEqualTo(other.contents());
    post("last");
    assertThat(slow.awaitContents(152)).endsWith("last");
    tails.beat();
    assertThat(tails.count()).isEqualTo(2);
  }

  @Test
  void anOutageOfTheMessagesDelaysAndLosesNothing() throws InterruptedException {
    Client live = new Client("owner", NOW);
    post("before");
    live.awaitContents(1);
    messages.away = true;
    Client behind = new Client("member", FROM_THE_START);
    behind.awaitGreeting();
    post("during");
    tails.beat();
    live.output.await(text -> text.endsWith(": beat\n\n"));
    messages.away = false;

    assertThat(live.awaitContents(2)).containsExactly("before", "during");
    assertThat(behind.awaitContents(2)).containsExactly("before", "during");
  }

  @Test
  void nothingIsToldAsLongAsItCannotBeAskedFor() throws InterruptedException {
    Client live = new Client("owner", NOW);
    live.awaitGreeting();
    sessionsAway = true;
    post("during");
    tails.beat();
    live.output.await(text -> text.endsWith(": beat\n\n"));
    assertThat(live.contents()).isEmpty();
    sessionsAway = false;

    assertThat(live.awaitContents(1)).containsExactly("during");
  }

  @Test
  void theLastOneToLeaveEndsTheTail() throws Exception {
    Client one = new Client("owner", NOW);
    post("hello");
    one.awaitContents(1);
    tails.end(one.follower);
    one.awaitEnd();
    assertThat(messages.subscriptions).hasValue(0);
    post("nobody is there");
    Client two = new Client("owner", NOW);
    post("again");

    assertThat(two.awaitContents(1)).containsExactly("again");
    assertThat(messages.subscriptions).hasValue(1);
    assertThat(one.contents()).containsExactly("hello");
  }

  @Test
  void whoComesAfterTheEndIsEndedAtOnce() throws Exception {
    tails.close();
    Client late = new Client("owner", NOW);

    late.awaitEnd();
    assertThat(tails.count()).isZero();
  }

  private List<Client> clients(int count) {
    var clients = new ArrayList<Client>();
    for (int i = 0; i < count; i++) {
      clients.add(new Client("member", NOW));
    }
    return clients;
  }

  private void post(String name, int count) {
    for (int i = 0; i < count; i++) {
      post(name + " " + i);
    }
  }

  private MessageId post(String content) {
    var message =
        webhook.post(
            new MessageId(UUID.randomUUID()),
            new MessageContent(content),
            Optional.empty(),
            Optional.empty(),
            InstantSource.system().instant());
    messages.append(new NewMessage(message, webhook.version(), Optional.empty()));
    return message.id();
  }

  private final class Sessions implements Authenticator {
    @Override
    public Optional<UserId> authenticate(String sessionToken) {
      return host.authenticate(sessionToken);
    }

    @Override
    public Map<String, UserId> authenticateAll(Set<String> sessionTokens) {
      questions.incrementAndGet();
      askedFor.addAll(sessionTokens);
      if (sessionsAway) {
        throw new WebhookException(Reason.UNAVAILABLE, "away");
      }
      return Authenticator.super.authenticateAll(sessionTokens);
    }
  }

  private final class Client {
    private final ClientOutput output = new ClientOutput();
    private final String session;
    private final Follower follower;

    Client(String user, OptionalLong after) {
      this(host.id(user), host.session(user), reader.place(host.id(user), host.channel, after));
    }

    Client(UserId user, String session, Place place) {
      this.session = session;
      follower =
          new Follower(
              host.channel,
              user,
              session,
              place,
              true,
              output,
              Runnable::run,
              tails::settle,
              tails::end);
      tails.add(follower, place);
      follower.greet();
    }

    void awaitGreeting() throws InterruptedException {
      output.await(text -> text.startsWith(": open\n"));
    }

    List<String> contents() {
      return found(CONTENT);
    }

    List<Long> positions() {
      return found(Pattern.compile("event: message\nid: ([0-9]+)\n")).stream()
          .map(Long::valueOf)
          .toList();
    }

    private List<String> found(Pattern pattern) {
      return pattern.matcher(output.text()).results().map(result -> result.group(1)).toList();
    }

    /** Waits until it has so many, and gives them. */
    List<String> awaitContents(int count) throws InterruptedException {
      output.await(text -> CONTENT.matcher(text).results().count() >= count);
      return contents();
    }

    void awaitEnd() throws Exception {
      follower.outlet.ended().get(30, TimeUnit.SECONDS);
    }
  }
}
