package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.MessageLog.Subscription;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageEvent.Deleted;
import io.chatalot.webhooks.domain.MessageEvent.Edited;
import io.chatalot.webhooks.domain.MessageEvent.Sent;
import io.chatalot.webhooks.domain.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** How a log is followed, event by event. */
public interface MessageFeedContract extends MessageLogSubject {
  /** A follower may see a sent message already edited. */
  RecursiveComparisonConfiguration BUT_FOR_EDITS =
      RecursiveComparisonConfiguration.builder()
          .withStrictTypeChecking(true)
          .withIgnoredFields("message.editedAt")
          .build();

  private Message edited(Message message, String content) {
    return messages()
        .edit(message.channelId(), message.webhookId(), message.id(), new MessageContent(content))
        .orElseThrow();
  }

  @Test
  default void aChannelWhereNothingHappenedHasNoEvents() {
    assertThat(messages().latestPosition(Samples.channel())).isZero();
    assertThat(messages().events(Samples.channel(), 0, 10)).isEmpty();
  }

  @Test
  default void eventsComeInTheirOrderAndShowMessagesAsTheyAreNow() {
    Webhook webhook = webhook();
    ChannelId channel = webhook.channelId();
    Message first = sent(webhook, "first");
    Message second = sent(webhook, "second");
    Message firstEdited = edited(first, "first, edited");
    Message third = sent(webhook, "third");

    assertThat(messages().events(channel, 0, 10))
        .containsExactly(
            new Sent(1, firstEdited),
            new Sent(2, second),
            new Edited(3, firstEdited),
            new Sent(4, third));
    assertThat(otherNode().events(channel, 2, 1)).containsExactly(new Edited(3, firstEdited));
    assertThat(messages().events(channel, 1, 2))
        .containsExactly(new Sent(2, second), new Edited(3, firstEdited));
    assertThat(messages().events(channel, 4, 10)).isEmpty();
    assertThat(messages().latestPosition(channel)).isEqualTo(4);
  }

  @Test
  default void ofADeletedMessageOnlyItsDeletionIsLeft() {
    Webhook webhook = webhook();
    ChannelId channel = webhook.channelId();
    Message first = sent(webhook, "first");
    edited(first, "first, edited");
    Message second = sent(webhook, "second");
    messages().delete(channel, first.id());

    assertThat(messages().events(channel, 0, 10))
        .containsExactly(new Sent(3, second), new Deleted(4, channel, first.id()));
    assertThat(messages().events(channel, 0, 1)).containsExactly(new Sent(3, second));
    assertThat(messages().latestPosition(channel)).isEqualTo(4);
  }

  @Test
  default void aFollowerMissesNothingHoweverManyWrite() {
    Webhook webhook = webhook();
    ChannelId channel = webhook.channelId();
    int writers = 6;
    int each = 25;
    var writing = new AtomicInteger(writers);
    var seen = new ArrayList<MessageEvent>();

    Race.run(
        writers + 1,
        runner -> {
          if (runner == writers) {
            follow(channel, writing, seen);
            return null;
          }
          MessageLog log = runner % 2 == 0 ? messages() : otherNode();
          for (int i = 0; i < each; i++) {
            Message message = log.append(Samples.plain(webhook, "racing")).message().orElseThrow();
            log.edit(channel, webhook.id(), message.id(), message.content());
          }
          return writing.decrementAndGet();
        });

    assertThat(seen).hasSize(writers * each * 2);
    assertThat(seen).extracting(MessageEvent::position).isSorted().doesNotHaveDuplicates();
    assertThat(seen)
        .usingRecursiveFieldByFieldElementComparator(BUT_FOR_EDITS)
        .containsExactlyElementsOf(messages().events(channel, 0, seen.size() + 1));
  }

  /** Reads on until all writers have ended and no event is left. */
  private void follow(ChannelId channel, AtomicInteger writing, List<MessageEvent> seen) {
    long position = 0;
    boolean mayBeMore = true;
    while (mayBeMore) {
      mayBeMore = writing.get() > 0;
      List<MessageEvent> events = messages().events(channel, position, 1_000);
      if (!events.isEmpty()) {
        seen.addAll(events);
        position = events.get(events.size() - 1).position();
        mayBeMore = true;
      }
    }
  }

  @Test
  default void aSubscriberIsWokenByAllThatHappensOnAnyNode() {
    Webhook webhook = webhook();
    ChannelId channel = webhook.channelId();
    for (MessageLog following : List.of(messages(), otherNode())) {
      var woken = new Semaphore(0);
      long start = messages().latestPosition(channel);
      try (Subscription subscription = following.subscribe(channel, woken::release)) {
        assertThat(subscription).isNotNull();
        Message message = sent(webhook, "text");
        assertThat(next(following, channel, start, woken)).isInstanceOf(Sent.class);
        edited(message, "edited");
        assertThat(next(following, channel, start + 1, woken)).isInstanceOf(Edited.class);
        messages().delete(channel, message.id());
        assertThat(next(following, channel, start + 2, woken)).isInstanceOf(Deleted.class);
      }
    }
  }

  /** Reads only when woken. */
  private static MessageEvent next(MessageLog log, ChannelId channel, long after, Semaphore woken) {
    try {
      while (true) {
        assertThat(woken.tryAcquire(20, TimeUnit.SECONDS)).as("woken").isTrue();
        List<MessageEvent> events = log.events(channel, after, 1);
        if (!events.isEmpty()) {
          return events.get(0);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("not woken", e);
    }
  }

  @Test
  default void aSubscriberThatHasLeftIsNotWokenAnyMore() {
    Webhook webhook = webhook();
    var wakes = new AtomicInteger();
    messages().subscribe(webhook.channelId(), wakes::incrementAndGet).close();
    int before = wakes.get();

    sent(webhook, "text");

    assertThat(wakes).hasValue(before);
  }
}
