package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookEdit;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a log stores messages. */
public interface MessageAppendContract extends MessageLogSubject {
  @Test
  default void aMessageIsKeptAsItWasSent() {
    Webhook webhook = webhook();
    MessageDraft draft =
        webhook.post(
            new MessageId(UUID.randomUUID()),
            new MessageContent("  *fett* \\ \"quoted\" {a,NULL}\r\n\t🚀 'it''s' "),
            Optional.of(new DisplayName("Jenkins, \"CI\"")),
            Optional.of(new AvatarUrl("/api/files/1")));

    Appended appended =
        messages().append(new NewMessage(draft, webhook.version(), Optional.empty()));

    Message message = appended.message().orElseThrow();
    assertThat(appended.outcome()).isEqualTo(Outcome.STORED);
    assertThat(message).isEqualTo(draft.storedAt(message.createdAt()));
    assertThat(messages().find(webhook.channelId(), message.id())).contains(message);
    assertThat(otherNode().find(webhook.channelId(), message.id())).contains(message);
    assertThat(newest(webhook.channelId())).containsExactly(message);
  }

  @Test
  default void aMessageMayHaveNoAvatarAndTheMostCharacters() {
    Webhook webhook = webhook();
    var draft =
        new MessageDraft(
            new MessageId(UUID.randomUUID()),
            webhook.channelId(),
            webhook.id(),
            webhook.name(),
            Optional.empty(),
            new MessageContent("🚀".repeat(MessageContent.MAX_LENGTH)));

    Appended appended =
        messages().append(new NewMessage(draft, webhook.version(), Optional.empty()));

    assertThat(messages().find(webhook.channelId(), draft.id())).isEqualTo(appended.message());
    assertThat(appended.message().map(Message::avatarUrl)).contains(Optional.empty());
  }

  @Test
  default void allNodesSetTimesByOneClockInTheOrderOfTheMessages() {
    Webhook webhook = webhook();
    for (int i = 0; i < 10; i++) {
      messages().append(Samples.plain(webhook, "here"));
      otherNode().append(Samples.once(webhook, "key " + i, "there"));
      messages().append(Samples.once(webhook, "another key " + i, "here"));
      otherNode().append(Samples.plain(webhook, "there"));
    }

    assertThat(newest(webhook.channelId()))
        .extracting(Message::createdAt)
        .hasSize(40)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(time -> time.equals(time.truncatedTo(ChronoUnit.MILLIS)))
        .allMatch(time -> !time.isBefore(webhook.createdAt()));
  }

  @Test
  default void aMessageIsOfItsChannelAlone() {
    Message message = sent(webhook(), "here");

    assertThat(messages().find(Samples.channel(), message.id())).isEmpty();
  }

  @Test
  default void aMessageOfAnotherVersionOfItsWebhookIsNotStored() {
    Webhook before = webhook();
    NewMessage entry = Samples.plain(before, "late");
    webhooks()
        .update(
            before, webhook -> new Change(webhook.apply(WebhookEdit.switched(false)), List.of()));

    assertThat(messages().append(entry)).isEqualTo(Appended.webhookChanged());
    assertThat(newest(before.channelId())).isEmpty();
    assertThat(messages().latestPosition(before.channelId())).isZero();
    assertThat(webhooks().find(before.id()).orElseThrow().usage()).isEqualTo(Usage.NONE);
  }

  @Test
  default void aMessageOfADeletedWebhookIsNotStoredButThoseBeforeStay() {
    Webhook webhook = webhook();
    Message before = sent(webhook, "before");
    webhooks().delete(webhook, gone -> Samples.entry(AuditAction.DELETED, gone));

    assertThat(messages().append(Samples.plain(webhook, "after")).outcome())
        .isEqualTo(Outcome.WEBHOOK_CHANGED);
    assertThat(newest(webhook.channelId())).containsExactly(before);
    assertThat(messages().find(webhook.channelId(), before.id())).contains(before);
  }

  @Test
  default void onceAChangeOfTheWebhookHasReturnedNoMessageOfBeforeAppears() {
    for (int round = 0; round < 10; round++) {
      Webhook webhook = webhook();
      List<Long> positions =
          Race.run(
              5,
              runner -> {
                if (runner == 0) {
                  sent(webhook, "racing");
                  webhooks().delete(webhook, w -> Samples.entry(AuditAction.DELETED, w));
                  return messages().latestPosition(webhook.channelId());
                }
                var log = runner % 2 == 0 ? messages() : otherNode();
                while (log.append(Samples.plain(webhook, "racing")).outcome() == Outcome.STORED) {
                  Thread.onSpinWait();
                }
                return 0L;
              });

      assertThat(messages().latestPosition(webhook.channelId())).isEqualTo(positions.get(0));
    }
  }

  @Test
  default void whatAWebhookSendsIsCounted() {
    Webhook webhook = webhook();
    sent(webhook, "message 1");
    sent(webhook, "message 2");
    Message last = sent(webhook, "message 3");

    var expected = new Usage(3, Optional.of(last.createdAt()));
    assertThat(webhooks().find(webhook.id()).orElseThrow().usage()).isEqualTo(expected);
    assertThat(webhooks().list(webhook.channelId()).get(0).usage()).isEqualTo(expected);
  }

  @Test
  default void messagesThatManySendAtOnceAreAllStored() {
    Webhook webhook = webhook();

    Race.run(
        8,
        runner -> {
          for (int i = 0; i < 10; i++) {
            assertThat(messages().append(Samples.plain(webhook, "many")).outcome())
                .isEqualTo(Outcome.STORED);
          }
          return null;
        });

    assertThat(newest(webhook.channelId())).hasSize(80);
    assertThat(webhooks().find(webhook.id()).orElseThrow().usage().messagesSent()).isEqualTo(80);
  }
}
