package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a log edits and deletes messages. */
public interface MessageChangeContract extends MessageLogSubject {
  @Test
  default void anEditedMessageHasItsNewContentEverywhere() {
    Webhook webhook = webhook();
    Message before = sent(webhook, "before");
    var content = new MessageContent("after");

    Message after =
        messages().edit(webhook.channelId(), webhook.id(), before.id(), content).orElseThrow();

    Instant editedAt = after.editedAt().orElseThrow();
    assertThat(after).isEqualTo(before.edit(content).withEditedAt(editedAt));
    assertThat(editedAt)
        .isAfterOrEqualTo(before.createdAt())
        .isEqualTo(editedAt.truncatedTo(ChronoUnit.MILLIS));
    assertThat(messages().find(webhook.channelId(), before.id())).contains(after);
    assertThat(otherNode().find(webhook.channelId(), before.id())).contains(after);
    assertThat(newest(webhook.channelId())).containsExactly(after);
  }

  @Test
  default void onlyTheWebhookThatSentAMessageEditsOrDeletesIt() {
    Webhook webhook = webhook();
    Webhook other = webhookIn(webhook.channelId());
    Message message = sent(webhook, "text");
    var content = new MessageContent("stolen");

    assertThat(messages().edit(webhook.channelId(), other.id(), message.id(), content)).isEmpty();
    assertThat(messages().delete(webhook.channelId(), other.id(), message.id())).isFalse();

    assertThat(messages().find(webhook.channelId(), message.id())).contains(message);
    assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(1);
    assertThat(messages().delete(webhook.channelId(), webhook.id(), message.id())).isTrue();
    assertThat(messages().find(webhook.channelId(), message.id())).isEmpty();
  }

  @Test
  default void editsThatRaceAreOneEventEach() {
    Webhook webhook = webhook();
    Message message = sent(webhook, "x");

    Race.run(
        8,
        runner -> {
          var log = runner % 2 == 0 ? messages() : otherNode();
          for (int i = 0; i < 10; i++) {
            var content = new MessageContent("of " + runner);
            Message edited =
                log.edit(webhook.channelId(), webhook.id(), message.id(), content).orElseThrow();
            assertThat(edited.content()).isEqualTo(content);
          }
          return null;
        });

    assertThat(newest(webhook.channelId()).get(0).content().value()).startsWith("of ");
    assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(81);
  }

  @Test
  default void aDeletedMessageIsGone() {
    Webhook webhook = webhook();
    Message message = sent(webhook, "text");
    Message other = sent(webhook, "other");

    assertThat(messages().delete(webhook.channelId(), message.id())).isTrue();

    assertThat(messages().find(webhook.channelId(), message.id())).isEmpty();
    assertThat(newest(webhook.channelId())).containsExactly(other);
    assertThat(messages().edit(webhook.channelId(), webhook.id(), message.id(), message.content()))
        .isEmpty();
    assertThat(webhooks().find(webhook.id()).orElseThrow().usage().messagesSent()).isEqualTo(2);
  }

  @Test
  default void aMessageIsDeletedOnceHoweverManyTry() {
    Webhook webhook = webhook();
    Message message = sent(webhook, "text");

    List<Boolean> deleted =
        Race.run(8, runner -> messages().delete(webhook.channelId(), message.id()));

    assertThat(deleted).filteredOn(success -> success).hasSize(1);
    assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(2);
  }

  @Test
  default void whatIsNotInTheChannelCanBeNeitherEditedNorDeleted() {
    Webhook webhook = webhook();
    Message elsewhere = sent(webhook(), "elsewhere");

    for (MessageId id : List.of(elsewhere.id(), new MessageId(UUID.randomUUID()))) {
      assertThat(messages().edit(webhook.channelId(), webhook.id(), id, elsewhere.content()))
          .isEmpty();
      assertThat(messages().delete(webhook.channelId(), webhook.id(), id)).isFalse();
      assertThat(messages().delete(webhook.channelId(), id)).isFalse();
    }
    assertThat(messages().latestPosition(webhook.channelId())).isZero();
  }
}
