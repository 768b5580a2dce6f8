package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerRevisionTest {
  private static final MessageContent CORRECTED = new MessageContent("_corrected_");

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();
  private final Message message = stage.say(webhook, "hello").message().message();

  @Test
  void aWebhookEditsItsOwnMessage() {
    stage.now = stage.now.plusSeconds(60);
    RenderedMessage edited = stage.caller.edit(stage.admitted(token), message.id(), CORRECTED);

    assertThat(edited.contentHtml()).isEqualTo("<p><em>corrected</em></p>\n");
    assertThat(edited.message())
        .isEqualTo(message.edit(CORRECTED).withEditedAt(Instant.parse("2026-05-01T12:01:00.123Z")));
    assertThat(stage.messages.find(stage.channel, message.id())).contains(edited.message());
  }

  @Test
  void aWebhookDeletesItsOwnMessageOnce() {
    stage.caller.delete(stage.admitted(token), message.id());

    assertThat(stage.messages.find(stage.channel, message.id())).isEmpty();
    isNoSuch("message", refusal(() -> stage.caller.delete(stage.admitted(token), message.id())));
    isNoSuch(
        "message",
        refusal(() -> stage.caller.edit(stage.admitted(token), message.id(), CORRECTED)));
  }

  @Test
  void anotherWebhooksMessageIsNotFound() {
    String other = stage.issue("other").token().reveal();

    isNoSuch(
        "message",
        refusal(() -> stage.caller.edit(stage.admitted(other), message.id(), CORRECTED)));
    isNoSuch("message", refusal(() -> stage.caller.delete(stage.admitted(other), message.id())));
    assertThat(stage.messages.find(stage.channel, message.id())).contains(message);
  }

  @Test
  void anUnknownMessageIsNotFound() {
    var unknown = new MessageId(UUID.randomUUID());

    isNoSuch(
        "message", refusal(() -> stage.caller.edit(stage.admitted(token), unknown, CORRECTED)));
    isNoSuch("message", refusal(() -> stage.caller.delete(stage.admitted(token), unknown)));
  }

  @Test
  void aMessageIsRevisedUnderTheTokenOfToday() {
    IssuedWebhook rotated = stage.manager.webhook(stage.owner, message.webhookId()).rotate();

    isNoSuch(
        "webhook",
        refusal(() -> stage.caller.edit(stage.admitted(token), message.id(), CORRECTED)));
    stage.caller.edit(stage.admitted(rotated.token().reveal()), message.id(), CORRECTED);
    stage.caller.delete(stage.admitted(rotated.token().reveal()), message.id());
  }

  @Test
  void aWebhookThatIsOffRevisesNothing() {
    stage.manager.webhook(stage.owner, message.webhookId()).toggle(false);

    isNoSuch(
        "webhook",
        refusal(() -> stage.caller.edit(stage.admitted(token), message.id(), CORRECTED)));
    isNoSuch("webhook", refusal(() -> stage.caller.delete(stage.admitted(token), message.id())));
    assertThat(stage.messages.find(stage.channel, message.id())).contains(message);
  }

  @Test
  void aMessageInAnArchivedChannelStaysAsItIs() {
    stage.directory.setArchived(stage.channel, true);

    isNoSuch(
        "webhook",
        refusal(() -> stage.caller.edit(stage.admitted(token), message.id(), CORRECTED)));
    isNoSuch("webhook", refusal(() -> stage.caller.delete(stage.admitted(token), message.id())));
  }

  @Test
  void eachRevisionCountsAsACall() {
    for (int used = 1; used < BURST; used++) {
      stage.caller.edit(stage.admitted(token), message.id(), CORRECTED);
    }

    assertThat(refusal(() -> stage.caller.delete(stage.admitted(token), message.id())).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void revisionsOfUnknownWebhooksCountAsMisses() {
    for (int missed = 0; missed < BURST; missed++) {
      isNoSuch("webhook", refusal(() -> stage.caller.delete(stage.admitted("x"), message.id())));
    }

    assertThat(
            refusal(() -> stage.caller.edit(stage.admitted("x"), message.id(), CORRECTED)).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  private static void isNoSuch(String what, WebhookException refused) {
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused).hasMessage("No such " + what + ".");
  }
}
