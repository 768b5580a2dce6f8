package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.application.driving.IssuedWebhook;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    try (Following following = follow(stage.member, OptionalLong.empty())) {
      assertThat(following.next(10)).isEmpty();

      append("after");

      assertThat(contents(following.next(10))).containsExactly("after");
      assertThat(following.next(10)).isEmpty();
    }
  }

  @Test
  void whoFollowsFromTheStartHearsOfAllInOrderAndOnce() {
    for (int i = 1; i <= 5; i++) {
      append("message " + i);
    }
    try (Following following = follow(stage.member, OptionalLong.of(0))) {
      assertThat(contents(following.next(2))).containsExactly("message 1", "message 2");
      assertThat(contents(following.next(2))).containsExactly("message 3", "message 4");
      assertThat(contents(following.next(2))).containsExactly("message 5");
      assertThat(following.next(2)).isEmpty();
    }
  }

  @Test
  void whoResumesAtAPositionMissesNothing() {
    append("one");
    append("two");
    long position;
    try (Following first = follow(stage.member, OptionalLong.of(0))) {
      List<RenderedEvent> read = first.next(1);
      position = first.position();
      assertThat(position).isEqualTo(read.get(0).event().position());
    }
    append("three");
    try (Following second = follow(stage.member, OptionalLong.of(position))) {
      assertThat(contents(second.next(10))).containsExactly("two", "three");
    }
  }

  @Test
  void anEmptyReadLeavesThePositionWhereItIs() {
    append("one");
    try (Following following = follow(stage.member, OptionalLong.empty())) {
      long before = following.position();
      following.next(10);

      assertThat(following.position()).isEqualTo(before);
    }
  }

  @Test
  void editsAndDeletionsAreHeardOfToo() {
    Message message = append("hello");
    try (Following following = follow(stage.member, OptionalLong.empty())) {
      stage.messages.edit(
          stage.channel,
          message.id(),
          before -> before.edit(new MessageContent("**bye**"), stage.now));
      RenderedEvent edited = following.next(10).get(0);
      stage.messages.delete(stage.channel, message.id());
      RenderedEvent deleted = following.next(10).get(0);

      assertThat(edited.event()).isInstanceOf(MessageEvent.Edited.class);
      assertThat(edited.contentHtml()).isEqualTo("<p><strong>bye</strong></p>\n");
      assertThat(deleted)
          .isEqualTo(
              new RenderedEvent(
                  new MessageEvent.Deleted(following.position(), stage.channel, message.id()), ""));
    }
  }

  @Test
  void eachEventOfTheChannelWakesUntilTheEnd() {
    Following following = follow(stage.member, OptionalLong.empty());
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
    ChannelId elsewhere = stage.directory.addChannel(stage.community);
    try (Following following =
        stage.reader.follow(
            stage.member, elsewhere, OptionalLong.empty(), wakeUps::incrementAndGet)) {
      append("hello");

      assertThat(following.next(10)).isEmpty();
      assertThat(wakeUps).hasValue(0);
    }
  }

  @Test
  void aRefusedFollowerIsNeverWoken() {
    Stage.refusal(() -> follow(stage.stranger, OptionalLong.empty()));
    append("hello");

    assertThat(wakeUps).hasValue(0);
  }

  @Test
  void aFollowerIsAllowedAsLongAsTheMembershipLasts() {
    try (Following following = follow(stage.member, OptionalLong.empty())) {
      assertThat(following.allowed()).isTrue();

      stage.directory.removeMember(stage.community, stage.member);

      assertThat(following.allowed()).isFalse();
    }
  }

  @Test
  void anArchivedChannelIsStillFollowed() {
    try (Following following = follow(stage.member, OptionalLong.empty())) {
      stage.directory.setArchived(stage.channel, true);

      assertThat(following.allowed()).isTrue();
    }
  }

  @Test
  void nothingIsLostOrRepeatedWhileSeveralWrite() throws InterruptedException {
    int writers = 4;
    int each = 50;
    var threads = new ArrayList<Thread>();
    var heard = new ArrayList<String>();
    try (Following following = follow(stage.member, OptionalLong.empty())) {
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
        heard.addAll(contents(following.next(7)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      for (var rest = following.next(7); !rest.isEmpty(); rest = following.next(7)) {
        heard.addAll(contents(rest));
      }
    }

    assertThat(heard).hasSize(writers * each).doesNotHaveDuplicates();
    assertThat(wakeUps).hasValue(writers * each);
  }

  private Following follow(UserId by, OptionalLong after) {
    return stage.reader.follow(by, stage.channel, after, wakeUps::incrementAndGet);
  }

  /** Past the caller, whose quota is small. */
  private Message append(String content) {
    Message message =
        webhook.post(
            new MessageId(UUID.randomUUID()),
            new MessageContent(content),
            Optional.empty(),
            Optional.empty(),
            stage.now);
    return stage
        .messages
        .append(new NewMessage(message, webhook.version(), Optional.empty()))
        .message();
  }

  private static List<String> contents(List<RenderedEvent> events) {
    return events.stream()
        .map(event -> ((MessageEvent.Sent) event.event()).message().content().value())
        .toList();
  }
}
