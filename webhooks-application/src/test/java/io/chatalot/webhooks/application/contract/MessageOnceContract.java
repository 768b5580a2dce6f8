package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a log keeps a repeated call from sending twice. */
public interface MessageOnceContract extends MessageLogSubject {
  private Message sentOnce(Webhook webhook) {
    return messages().append(Samples.once(webhook, "key", "text")).message().orElseThrow();
  }

  private static Webhook renamed(Webhook webhook) {
    return webhook.apply(Samples.rename("Renamed"));
  }

  @Test
  default void aRepeatedCallGetsTheMessageThatIsAlreadyThere() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    NewMessage again = Samples.once(webhook, "key", "text");

    assertThat(messages().append(again)).isEqualTo(Appended.replayed(first));
    assertThat(otherNode().append(again)).isEqualTo(Appended.replayed(first));
    assertThat(newest(webhook.channelId())).containsExactly(first);
    assertThat(webhooks().find(webhook.id()).orElseThrow().usage().messagesSent()).isEqualTo(1);
  }

  @Test
  default void itGetsTheMessageAsFirstSentThoughTheWebhookLooksOtherwiseNow() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    webhooks().update(webhook, before -> new Change(renamed(before), List.of()));

    assertThat(messages().append(Samples.once(renamed(webhook), "key", "text")))
        .isEqualTo(Appended.replayed(first));
  }

  @Test
  default void itGetsTheMessageAsFirstSentEvenAfterAnEdit() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    messages().edit(webhook.channelId(), webhook.id(), first.id(), new MessageContent("edited"));

    assertThat(messages().append(Samples.once(webhook, "key", "text")))
        .isEqualTo(Appended.replayed(first));
  }

  @Test
  default void itGetsTheMessageAsFirstSentEvenAfterItsDeletion() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    messages().delete(webhook.channelId(), first.id());

    assertThat(messages().append(Samples.once(webhook, "key", "text")))
        .isEqualTo(Appended.replayed(first));
    assertThat(newest(webhook.channelId())).isEmpty();
  }

  @Test
  default void aKeyCanNotBeUsedForAnythingElse() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    NewMessage other = Samples.once(webhook, "key", "other text");

    assertThat(messages().append(other)).isEqualTo(Appended.keyReused());
    assertThat(newest(webhook.channelId())).containsExactly(first);
  }

  @Test
  default void aKeyIsOfOneWebhook() {
    Webhook webhook = webhook();
    sentOnce(webhook);
    Webhook neighbour = webhookIn(webhook.channelId());

    assertThat(messages().append(Samples.once(neighbour, "key", "text")).outcome())
        .isEqualTo(Outcome.STORED);
    assertThat(messages().append(Samples.once(webhook, "other key", "text")).outcome())
        .isEqualTo(Outcome.STORED);
    assertThat(newest(webhook.channelId())).hasSize(3);
  }

  @Test
  default void aKeyIsFreeAgainWhenItsLifetimeIsOverAndNotBefore() {
    Webhook webhook = webhook();
    Message first = sentOnce(webhook);
    Duration almost = IdempotencyKey.LIFETIME.minusMinutes(10);

    age(webhook, almost);
    Appended early = messages().append(Samples.once(webhook, "key", "text"));
    assertThat(early.outcome()).isEqualTo(Outcome.REPLAYED);
    assertThat(early.message().map(Message::id)).contains(first.id());

    age(webhook, IdempotencyKey.LIFETIME.minus(almost));
    Appended next = messages().append(Samples.once(webhook, "key", "next text"));
    assertThat(next.outcome()).isEqualTo(Outcome.STORED);
    assertThat(otherNode().append(Samples.once(webhook, "key", "next text")))
        .isEqualTo(Appended.replayed(next.message().orElseThrow()));
    assertThat(newest(webhook.channelId()))
        .extracting(Message::id)
        .containsExactly(next.message().orElseThrow().id(), first.id());
  }

  @Test
  default void aCallThatIsNotStoredBecauseTheWebhookChangedDoesNotUseItsKey() {
    Webhook before = webhook();
    webhooks().update(before, webhook -> new Change(renamed(webhook), List.of()));

    assertThat(messages().append(Samples.once(before, "key", "text")).outcome())
        .isEqualTo(Outcome.WEBHOOK_CHANGED);
    assertThat(messages().append(Samples.once(renamed(before), "key", "other text")).outcome())
        .isEqualTo(Outcome.STORED);
  }

  @Test
  default void aWebhookThatChangedIsToldBeforeAUsedKey() {
    Webhook before = webhook();
    sentOnce(before);
    webhooks().update(before, webhook -> new Change(renamed(webhook), List.of()));

    assertThat(messages().append(Samples.once(before, "key", "text")).outcome())
        .isEqualTo(Outcome.WEBHOOK_CHANGED);
    assertThat(messages().append(Samples.once(before, "key", "other text")).outcome())
        .isEqualTo(Outcome.WEBHOOK_CHANGED);
  }

  @Test
  default void callsWithOneKeyThatRaceStoreExactlyOneMessage() {
    for (int round = 0; round < 10; round++) {
      Webhook webhook = webhook();
      List<Appended> answers =
          Race.run(
              8,
              runner -> {
                var log = runner % 2 == 0 ? messages() : otherNode();
                return log.append(Samples.once(webhook, "key", "text"));
              });

      assertThat(newest(webhook.channelId())).hasSize(1);
      Message stored = newest(webhook.channelId()).get(0);
      assertThat(answers).extracting(Appended::message).containsOnly(Optional.of(stored));
      assertThat(answers).filteredOn(answer -> answer.outcome() == Outcome.STORED).hasSize(1);
      assertThat(answers).filteredOn(answer -> answer.outcome() == Outcome.REPLAYED).hasSize(7);
    }
  }

  @Test
  default void callsWithOneKeyForTwoThingsThatRaceStoreExactlyOneMessage() {
    Webhook webhook = webhook();
    List<Appended> answers =
        Race.run(
            8,
            runner -> {
              var log = runner % 2 == 0 ? messages() : otherNode();
              return log.append(Samples.once(webhook, "key", runner < 4 ? "this" : "that"));
            });

    assertThat(newest(webhook.channelId())).hasSize(1);
    assertThat(answers)
        .extracting(Appended::outcome)
        .containsOnly(Outcome.STORED, Outcome.REPLAYED, Outcome.KEY_REUSED);
    assertThat(answers).filteredOn(a -> a.outcome() == Outcome.KEY_REUSED).hasSize(4);
  }
}
