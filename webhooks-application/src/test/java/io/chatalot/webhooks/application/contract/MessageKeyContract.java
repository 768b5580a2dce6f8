package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.Put.Outcome;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a log keeps one message for each key. */
public interface MessageKeyContract extends MessageLogSubject {
  /** The key of most tests. */
  MessageKey KEY = MessageKey.ofCaller("build 142");

  private static KeyedMessage keyed(Webhook webhook, MessageKey key, String content) {
    return new KeyedMessage(Samples.message(webhook, content), webhook.version(), key, false);
  }

  private static KeyedMessage last(Webhook webhook, String content) {
    return new KeyedMessage(Samples.message(webhook, content), webhook.version(), KEY, true);
  }

  private Message put(Webhook webhook, String content) {
    Put put = messages().put(keyed(webhook, KEY, content));
    assertThat(put.outcome()).isEqualTo(Outcome.STORED);
    return put.message().orElseThrow();
  }

  @Test
  default void theFirstUseOfAKeyStoresAMessageAndTheOthersEditIt() {
    Webhook webhook = webhook();
    Message first = put(webhook, "running");
    Put second = messages().put(keyed(webhook, KEY, "passed"));
    Put third = otherNode().put(keyed(webhook, KEY, "deployed"));

    assertThat(first.editedAt()).isEmpty();
    assertThat(second.outcome()).isEqualTo(Outcome.EDITED);
    assertThat(third.outcome()).isEqualTo(Outcome.EDITED);
    Message now = third.message().orElseThrow();
    assertThat(now)
        .isEqualTo(
            first.edit(new MessageContent("deployed")).withEditedAt(now.editedAt().orElseThrow()));
    assertThat(newest(webhook.channelId())).containsExactly(now);
    assertThat(messages().find(webhook.channelId(), first.id())).contains(now);
    assertThat(webhooks().find(webhook.id()).orElseThrow().usage().messagesSent()).isEqualTo(1);
  }

  @Test
  default void eachChangeIsAnEventAndARepeatIsNone() {
    Webhook webhook = webhook();
    Message first = put(webhook, "running");
    assertThat(messages().put(keyed(webhook, KEY, "running"))).isEqualTo(Put.unchanged(first));
    Put edited = messages().put(keyed(webhook, KEY, "passed"));
    assertThat(otherNode().put(keyed(webhook, KEY, "passed")))
        .isEqualTo(Put.unchanged(edited.message().orElseThrow()));

    assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(2);
    assertThat(messages().events(webhook.channelId(), 1, 10))
        .containsExactly(new MessageEvent.Edited(2, edited.message().orElseThrow()));
  }

  @Test
  default void keysAreOfOneWebhookAndApartFromEachOther() {
    Webhook webhook = webhook();
    Webhook neighbour = webhookIn(webhook.channelId());
    put(webhook, "text");

    put(neighbour, "text");
    for (MessageKey other :
        List.of(
            MessageKey.ofCaller("Build 142"),
            MessageKey.ofGroup("build 142"),
            MessageKey.ofCaller("build 142 "))) {
      assertThat(messages().put(keyed(webhook, other, "text")).outcome()).isEqualTo(Outcome.STORED);
    }
    assertThat(newest(webhook.channelId())).hasSize(5);
  }

  @Test
  default void aKeyOfADeletedMessageStoresANewOne() {
    Webhook webhook = webhook();
    Message first = put(webhook, "running");
    messages().delete(webhook.channelId(), first.id());

    Message second = put(webhook, "running");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(otherNode().put(keyed(webhook, KEY, "passed")).message().map(Message::id))
        .contains(second.id());
    assertThat(newest(webhook.channelId())).extracting(Message::id).containsExactly(second.id());
  }

  @Test
  default void aMessageIsDeletedByItsKeyOnce() {
    Webhook webhook = webhook();
    Webhook neighbour = webhookIn(webhook.channelId());
    Message message = put(webhook, "running");

    assertThat(messages().delete(webhook.channelId(), neighbour.id(), KEY)).isFalse();
    assertThat(otherNode().delete(webhook.channelId(), webhook.id(), KEY)).isTrue();
    assertThat(messages().delete(webhook.channelId(), webhook.id(), KEY)).isFalse();
    assertThat(messages().find(webhook.channelId(), message.id())).isEmpty();
    assertThat(messages().events(webhook.channelId(), 0, 10))
        .containsExactly(new MessageEvent.Deleted(2, webhook.channelId(), message.id()));

    put(webhook, "running");
    messages().delete(webhook.channelId(), newest(webhook.channelId()).get(0).id());
    assertThat(messages().delete(webhook.channelId(), webhook.id(), KEY)).isFalse();
  }

  @Test
  default void aKeyIsKeptForItsLifetimeAfterItsLastUse() {
    Webhook webhook = webhook();
    Duration almost = MessageKey.LIFETIME.minusMinutes(10);
    Message first = put(webhook, "one");
    age(webhook, almost);
    assertThat(messages().put(keyed(webhook, KEY, "one")).outcome()).isEqualTo(Outcome.UNCHANGED);
    age(webhook, almost);
    assertThat(messages().put(keyed(webhook, KEY, "two")).outcome()).isEqualTo(Outcome.EDITED);

    age(webhook, MessageKey.LIFETIME);
    Message next = put(webhook, "three");
    assertThat(newest(webhook.channelId()))
        .extracting(Message::id)
        .containsExactly(next.id(), first.id());
    age(webhook, MessageKey.LIFETIME);
    assertThat(messages().delete(webhook.channelId(), webhook.id(), KEY)).isFalse();
    assertThat(newest(webhook.channelId())).hasSize(2);
  }

  @Test
  default void afterTheLastContentTheNextSubjectHasAMessageOfItsOwn() {
    Webhook webhook = webhook();
    Message first = put(webhook, "firing");

    Put resolved = messages().put(last(webhook, "resolved"));
    assertThat(resolved.outcome()).isEqualTo(Outcome.EDITED);
    assertThat(otherNode().put(last(webhook, "resolved")).outcome()).isEqualTo(Outcome.UNCHANGED);

    Message second = put(webhook, "firing");
    assertThat(messages().put(keyed(webhook, KEY, "still firing")).message().map(Message::id))
        .contains(second.id());
    assertThat(messages().find(webhook.channelId(), first.id())).isEqualTo(resolved.message());
    assertThat(newest(webhook.channelId()))
        .extracting(Message::id)
        .containsExactly(second.id(), first.id());
  }

  @Test
  default void aLastContentWithoutAMessageIsStored() {
    Webhook webhook = webhook();

    assertThat(messages().put(last(webhook, "resolved")).outcome()).isEqualTo(Outcome.STORED);
    assertThat(messages().put(last(webhook, "resolved")).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(newest(webhook.channelId())).hasSize(1);
  }

  @Test
  default void aWebhookThatChangedStoresAndEditsNothing() {
    Webhook before = webhook();
    put(before, "running");
    Webhook renamed = before.apply(Samples.rename("Renamed"));
    webhooks().update(before, webhook -> new Change(renamed, List.of()));

    assertThat(messages().put(keyed(before, KEY, "passed"))).isEqualTo(Put.webhookChanged());
    assertThat(messages().put(keyed(before, MessageKey.ofCaller("new"), "text")))
        .isEqualTo(Put.webhookChanged());
    assertThat(newest(before.channelId()))
        .extracting(message -> message.content().value())
        .containsExactly("running");

    Put edited = messages().put(keyed(renamed, KEY, "passed"));
    assertThat(edited.outcome()).isEqualTo(Outcome.EDITED);
    assertThat(edited.message().orElseThrow().username()).isEqualTo(before.name());
  }

  @Test
  default void putsWithOneKeyThatRaceStoreExactlyOneMessage() {
    for (int round = 0; round < 10; round++) {
      Webhook webhook = webhook();
      List<Put> answers =
          Race.run(
              8,
              runner -> {
                MessageLog log = runner % 2 == 0 ? messages() : otherNode();
                return log.put(keyed(webhook, KEY, "of " + runner));
              });

      assertThat(newest(webhook.channelId())).hasSize(1);
      assertThat(answers)
          .extracting(put -> put.message().orElseThrow().id())
          .containsOnly(newest(webhook.channelId()).get(0).id());
      assertThat(answers).filteredOn(put -> put.outcome() == Outcome.STORED).hasSize(1);
      assertThat(answers).filteredOn(put -> put.outcome() == Outcome.EDITED).hasSize(7);
      assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(8);
    }
  }

  @Test
  default void putsAppendsAndDeletionsThatRaceLoseAndDoubleNothing() {
    Webhook webhook = webhook();
    Race.run(
        8,
        runner -> {
          MessageLog log = runner % 2 == 0 ? messages() : otherNode();
          for (int i = 0; i < 10; i++) {
            switch (runner % 4) {
              case 0, 1 -> log.put(keyed(webhook, KEY, runner + " " + i));
              case 2 -> log.append(Samples.plain(webhook, "plain"));
              default -> log.delete(webhook.channelId(), webhook.id(), KEY);
            }
          }
          return null;
        });

    assertThat(newest(webhook.channelId()))
        .filteredOn(message -> message.content().value().equals("plain"))
        .hasSize(20);
    assertThat(newest(webhook.channelId())).hasSizeBetween(20, 21);
  }
}
