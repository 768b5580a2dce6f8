package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.application.driving.read.Following;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private final Stage stage = new Stage();
  private final IssuedWebhook issued = stage.issue("CI");
  private final Webhook webhook = issued.webhook().webhook();
  private final AtomicInteger wakeUps = new AtomicInteger();

  @Test
  void whoFollowsFromNowHearsOnlyOfWhatComes() {
    append("before");
    long start = start(OptionalLong.empty());
    try (Following following = follow(stage.channel)) {
      assertThat(following.after(start, 10)).isEmpty();

      append("after");

      assertThat(contents(following.after(start, 10))).containsExactly("after");
    }
  }

  @Test
  void whoFollowsFromTheStartHearsOfAllInOrderAndOnce() {
    for (int i = 1; i <= 5; i++) {
      append("message " + i);
    }
    var heard = new ArrayList<RenderedEvent>();
    try (Following following = follow(stage.channel)) {
      assertThat(following.after(0, 2)).hasSize(2);
      hearTheRest(following, heard, start(OptionalLong.of(0)));
    }
    assertThat(contents(heard))
        .containsExactly("message 1", "message 2", "message 3", "message 4", "message 5");
  }

  @Test
  void whoBeginsAtAPositionBeginsThere() {
    append("one");
    long position = start(OptionalLong.empty());
    append("two");

    assertThat(stage.reader.place(stage.member, stage.channel, OptionalLong.of(position)))
        .isEqualTo(new Place(position, start(OptionalLong.empty())));
  }

  @Test
  void aPositionThatIsYetToComeMeansNow() {
    append("one");
    long now = start(OptionalLong.empty());

    assertThat(stage.reader.place(stage.member, stage.channel, OptionalLong.of(now + 1_000)))
        .isEqualTo(new Place(now, now));
  }

  @Test
  void editsAndDeletionsAreHeardOfToo() {
    Message message = append("hello");
    long start = start(OptionalLong.empty());
    try (Following following = follow(stage.channel)) {
      stage.messages.edit(
          stage.channel, message.webhookId(), message.id(), new MessageContent("**bye**"));
      RenderedEvent edited = following.after(start, 10).get(0);
      stage.messages.delete(stage.channel, message.id());
      RenderedEvent deleted = following.after(edited.event().position(), 10).get(0);

      assertThat(edited.event()).isInstanceOf(MessageEvent.Edited.class);
      assertThat(edited.contentHtml()).isEqualTo("<p><strong>bye</strong></p>\n");
      assertThat(deleted.event())
          .isEqualTo(
              new MessageEvent.Deleted(start(OptionalLong.empty()), stage.channel, message.id()));
      assertThat(deleted.contentHtml()).isEmpty();
    }
  }

  @Test
  void eachEventOfTheChannelWakesUntilTheEnd() {
    Following following = follow(stage.channel);
    Message message = append("one");
    assertThat(wakeUps).hasValue(1);
    stage.messages.delete(stage.channel, message.id());
    assertThat(wakeUps).hasValue(2);

    following.close();
    append("two");

    assertThat(wakeUps).hasValue(2);
  }

  @Test
  void whatHappensElsewhereIsNotHeardOf() {
    try (Following following = follow(stage.directory.addChannel(stage.community))) {
      append("hello");

      assertThat(following.after(0, 10)).isEmpty();
      assertThat(wakeUps).hasValue(0);
    }
  }

  @Test
  void membersAreAllowedAsLongAsTheMembershipLasts() {
    Set<UserId> asked = Set.of(stage.owner, stage.member, stage.stranger);
    try (Following following = follow(stage.channel)) {
      assertThat(following.allowed(asked)).containsOnly(stage.owner, stage.member);

      stage.directory.removeMember(stage.community, stage.member);

      assertThat(following.allowed(asked)).containsOnly(stage.owner);
    }
  }

  @Test
  void nobodyIsAllowedToAChannelThatDoesNotExist() {
    try (Following following = follow(new ChannelId(UUID.randomUUID()))) {
      assertThat(following.allowed(Set.of(stage.owner))).isEmpty();
    }
  }

  @Test
  void anArchivedChannelIsStillFollowed() {
    try (Following following = follow(stage.channel)) {
      stage.directory.setArchived(stage.channel, true);

      assertThat(following.allowed(Set.of(stage.member))).containsOnly(stage.member);
    }
  }

  @Test
  void nothingIsLostOrRepeatedWhileSeveralWrite() throws InterruptedException {
    int writers = 4;
    int each = 50;
    var threads = new ArrayList<Thread>();
    var heard = new ArrayList<RenderedEvent>();
    long start = start(OptionalLong.empty());
    try (Following following = follow(stage.channel)) {
      for (int writer = 0; writer < writers; writer++) {
        String name = "writer " + writer + " says ";
        var thread =
            new Thread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    append(name + i);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      while (threads.stream().anyMatch(Thread::isAlive)) {
        heard.addAll(following.after(last(heard, start), 7));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      hearTheRest(following, heard, start);
    }

    assertThat(contents(heard)).hasSize(writers * each).doesNotHaveDuplicates();
    assertThat(wakeUps).hasValue(writers * each);
  }

  private long start(OptionalLong after) {
    return stage.reader.place(stage.member, stage.channel, after).start();
  }

  private Following follow(ChannelId channel) {
    return stage.reader.follow(channel, wakeUps::incrementAndGet);
  }

  private static void hearTheRest(Following following, List<RenderedEvent> heard, long start) {
    List<RenderedEvent> next;
    do {
      next = following.after(last(heard, start), 2);
      heard.addAll(next);
    } while (!next.isEmpty());
  }

  private static long last(List<RenderedEvent> heard, long start) {
    return heard.isEmpty() ? start : heard.get(heard.size() - 1).event().position();
  }

  /** Appends to the log itself, since the caller's quota is small. */
  private Message append(String content) {
    MessageDraft message =
        webhook.post(
            new MessageId(UUID.randomUUID()),
            new MessageContent(content),
            Optional.empty(),
            Optional.empty());
    return stage
        .messages
        .append(new NewMessage(message, webhook.version(), Optional.empty()))
        .message()
        .orElseThrow();
  }

  private static List<String> contents(List<RenderedEvent> events) {
    return events.stream()
        .map(event -> ((MessageEvent.Sent) event.event()).message().content().value())
        .toList();
  }
}
