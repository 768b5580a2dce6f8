package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a log is read page by page. */
public interface MessagePageContract extends MessageLogSubject {
  /** Six messages, the oldest first. */
  private List<Message> six(Webhook webhook) {
    var six = new ArrayList<Message>();
    for (int i = 0; i < 6; i++) {
      six.add(sent(webhook, "message " + i));
    }
    return six;
  }

  private List<Message> page(
      ChannelId channel, int limit, Optional<Message> before, Optional<Message> after) {
    return messages()
        .page(channel, new MessageRange(limit, before.map(Message::id), after.map(Message::id)));
  }

  @Test
  default void aPageHasTheNewestMessagesTheNewestFirst() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);

    assertThat(page(webhook.channelId(), 2, Optional.empty(), Optional.empty()))
        .containsExactly(six.get(5), six.get(4));
    assertThat(page(webhook.channelId(), 100, Optional.empty(), Optional.empty())).hasSize(6);
    assertThat(newest(Samples.channel())).isEmpty();
  }

  @Test
  default void beforeGivesTheNewestOfTheOlderMessages() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);

    assertThat(page(webhook.channelId(), 2, Optional.of(six.get(4)), Optional.empty()))
        .containsExactly(six.get(3), six.get(2));
    assertThat(page(webhook.channelId(), 2, Optional.of(six.get(0)), Optional.empty())).isEmpty();
  }

  @Test
  default void afterGivesTheNextOfTheNewerMessagesTheNewestOfThemFirst() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);

    assertThat(page(webhook.channelId(), 2, Optional.empty(), Optional.of(six.get(1))))
        .containsExactly(six.get(3), six.get(2));
    assertThat(page(webhook.channelId(), 2, Optional.empty(), Optional.of(six.get(5)))).isEmpty();
  }

  @Test
  default void bothGiveTheNewestOfThoseBetween() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);

    assertThat(page(webhook.channelId(), 2, Optional.of(six.get(5)), Optional.of(six.get(1))))
        .containsExactly(six.get(4), six.get(3));
    assertThat(page(webhook.channelId(), 2, Optional.of(six.get(1)), Optional.of(six.get(4))))
        .isEmpty();
  }

  @Test
  default void deletedMessagesAreLeftOutButStillMarkTheirPlace() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);
    messages().delete(webhook.channelId(), six.get(2).id());
    messages().delete(webhook.channelId(), six.get(3).id());

    assertThat(page(webhook.channelId(), 2, Optional.of(six.get(3)), Optional.empty()))
        .containsExactly(six.get(1), six.get(0));
    assertThat(page(webhook.channelId(), 2, Optional.empty(), Optional.of(six.get(2))))
        .containsExactly(six.get(5), six.get(4));
    assertThat(page(webhook.channelId(), 3, Optional.of(six.get(5)), Optional.empty()))
        .containsExactly(six.get(4), six.get(1), six.get(0));
  }

  @Test
  default void anEditLeavesAMessageInItsPlace() {
    Webhook webhook = webhook();
    List<Message> six = six(webhook);
    messages().edit(webhook.channelId(), webhook.id(), six.get(1).id(), six.get(0).content());

    assertThat(newest(webhook.channelId()))
        .extracting(Message::id)
        .containsExactly(
            six.get(5).id(),
            six.get(4).id(),
            six.get(3).id(),
            six.get(2).id(),
            six.get(1).id(),
            six.get(0).id());
  }

  @Test
  default void whatWasNeverInTheChannelMarksNoPlace() {
    Webhook webhook = webhook();
    sent(webhook, "here");
    MessageId elsewhere = sent(webhook(), "elsewhere").id();
    MessageId nowhere = new MessageId(UUID.randomUUID());

    for (MessageId id : List.of(elsewhere, nowhere)) {
      var before = new MessageRange(1, Optional.of(id), Optional.empty());
      var after = new MessageRange(1, Optional.empty(), Optional.of(id));
      assertThatThrownBy(() -> messages().page(webhook.channelId(), before))
          .isInstanceOfSatisfying(WebhookException.class, e -> requireUnknown(e, "before"));
      assertThatThrownBy(() -> messages().page(webhook.channelId(), after))
          .isInstanceOfSatisfying(WebhookException.class, e -> requireUnknown(e, "after"));
    }
  }

  private static void requireUnknown(WebhookException refused, String field) {
    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.violations())
        .containsExactly(
            new Violation(
                field,
                ViolationCode.UNKNOWN_MESSAGE,
                "must be the id of a message of this channel"));
  }
}
