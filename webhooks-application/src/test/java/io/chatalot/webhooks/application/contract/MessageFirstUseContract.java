package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.FirstUse;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a log remembers the first use of a call's key, whatever the call did. */
public interface MessageFirstUseContract extends MessageLogSubject {
  private static Once once(String fingerprint) {
    return new Once(new IdempotencyKey("delivery"), fingerprint);
  }

  private static SkippedCall skipped(Webhook webhook, String fingerprint) {
    return new SkippedCall(webhook.channelId(), webhook.id(), webhook.version(), once(fingerprint));
  }

  private static KeyedMessage keyed(Webhook webhook, String content, String fingerprint) {
    return new KeyedMessage(
        Samples.message(webhook, content),
        webhook.version(),
        MessageKey.ofCaller("build"),
        false,
        Optional.of(once(fingerprint)));
  }

  private Optional<FirstUse> firstUse(Webhook webhook, String fingerprint) {
    return otherNode().firstUse(webhook.channelId(), webhook.id(), once(fingerprint));
  }

  @Test
  default void aCallThatSentNothingIsRemembered() {
    Webhook webhook = webhook();
    assertThat(firstUse(webhook, "a")).isEmpty();

    assertThat(messages().skip(skipped(webhook, "a"))).isEqualTo(SkippedCall.Outcome.REMEMBERED);

    assertThat(firstUse(webhook, "a")).contains(new FirstUse.Nothing());
    assertThat(firstUse(webhook, "b")).contains(new FirstUse.Other());
    assertThat(firstUse(webhookIn(webhook.channelId()), "a")).isEmpty();
    assertThat(messages().skip(skipped(webhook, "a"))).isEqualTo(SkippedCall.Outcome.KEY_USED);
    assertThat(messages().append(Samples.once(webhook, "delivery", "text")))
        .isEqualTo(Appended.keyReused());
    assertThat(newest(webhook.channelId())).isEmpty();

    age(webhook, IdempotencyKey.LIFETIME);
    assertThat(firstUse(webhook, "a")).isEmpty();
    assertThat(messages().skip(skipped(webhook, "b"))).isEqualTo(SkippedCall.Outcome.REMEMBERED);
  }

  @Test
  default void aCallThatSentAMessageIsRememberedWithItAsItIsNow() {
    Webhook webhook = webhook();
    Message sent =
        messages().append(Samples.once(webhook, "delivery", "text")).message().orElseThrow();
    assertThat(firstUse(webhook, "print of text")).contains(new FirstUse.Sent(Optional.of(sent)));
    assertThat(messages().skip(skipped(webhook, "print of text")))
        .isEqualTo(SkippedCall.Outcome.KEY_USED);

    Optional<Message> edited =
        messages().edit(webhook.channelId(), webhook.id(), sent.id(), new MessageContent("edited"));
    assertThat(firstUse(webhook, "print of text")).contains(new FirstUse.Sent(edited));

    messages().delete(webhook.channelId(), sent.id());
    assertThat(firstUse(webhook, "print of text")).contains(new FirstUse.Sent(Optional.empty()));
  }

  @Test
  default void aCallThatChangedTheMessageOfAKeyIsRemembered() {
    Webhook webhook = webhook();
    Put first =
        messages()
            .put(
                new KeyedMessage(
                    Samples.message(webhook, "running"),
                    webhook.version(),
                    MessageKey.ofCaller("build"),
                    false));
    Put second = messages().put(keyed(webhook, "passed", "a"));
    assertThat(second.outcome()).isEqualTo(Put.Outcome.EDITED);

    assertThat(firstUse(webhook, "a")).contains(new FirstUse.Sent(second.message()));
    assertThat(messages().put(keyed(webhook, "passed again", "a"))).isEqualTo(Put.keyUsed());
    assertThat(second.message().map(Message::id)).isEqualTo(first.message().map(Message::id));
    assertThat(newest(webhook.channelId())).containsExactly(second.message().orElseThrow());
  }

  @Test
  default void aWebhookThatChangedRemembersNothing() {
    Webhook before = webhook();
    Webhook renamed = before.apply(Samples.rename("Renamed"));
    webhooks().update(before, webhook -> new Change(renamed, List.of()));

    assertThat(messages().skip(skipped(before, "a")))
        .isEqualTo(SkippedCall.Outcome.WEBHOOK_CHANGED);
    assertThat(messages().put(keyed(before, "text", "a"))).isEqualTo(Put.webhookChanged());
    assertThat(firstUse(before, "a")).isEmpty();
    assertThat(messages().skip(skipped(renamed, "a"))).isEqualTo(SkippedCall.Outcome.REMEMBERED);
  }

  @Test
  default void ofCallsWithOneKeyThatRaceOneIsTheFirst() {
    Webhook webhook = webhook();
    List<Boolean> first =
        Race.run(
            8,
            runner -> {
              MessageLog log = runner % 2 == 0 ? messages() : otherNode();
              return switch (runner % 4) {
                case 0, 1 ->
                    log.skip(skipped(webhook, "print of text")) == SkippedCall.Outcome.REMEMBERED;
                case 2 ->
                    log.put(keyed(webhook, "text", "print of text")).outcome()
                        == Put.Outcome.STORED;
                default ->
                    log.append(Samples.once(webhook, "delivery", "text")).outcome()
                        == Appended.Outcome.STORED;
              };
            });

    assertThat(first).filteredOn(one -> one).hasSize(1);
    assertThat(newest(webhook.channelId())).hasSizeLessThan(2);
  }
}
