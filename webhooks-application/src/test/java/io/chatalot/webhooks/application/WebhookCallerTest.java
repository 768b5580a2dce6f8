package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.keyed;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Violation;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookEdit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookCallerTest {
  private static final AvatarUrl AVATAR = new AvatarUrl("https://example.com/a.png");
  private static final AvatarUrl OTHER_AVATAR = new AvatarUrl("https://example.com/b.png");

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();

  @Test
  void aMessageIsStoredAsItWasSentAndRendered() {
    Receipt receipt = stage.say(webhook, " **done** ");
    Message message = receipt.message().message();

    assertThat(receipt.replayed()).isFalse();
    assertThat(receipt.message().contentHtml()).isEqualTo("<p><strong>done</strong></p>\n");
    assertThat(message.content()).hasToString(" **done** ");
    assertThat(message.username()).hasToString("CI");
    assertThat(message.avatarUrl()).isEmpty();
    assertThat(message.webhookId()).isEqualTo(webhook.webhook().webhook().id());
    assertThat(message.createdAt()).isEqualTo(Instant.parse("2026-05-01T12:00:00.123Z"));
    assertThat(message.editedAt()).isEmpty();
    assertThat(stored()).containsExactly(message);
  }

  @Test
  void aMessageHasTheWebhooksAvatarUnlessItBringsOne() {
    stage
        .manager
        .webhook(stage.owner, webhook.webhook().webhook().id())
        .edit(new WebhookEdit(Optional.empty(), new Edit.Set<>(AVATAR), Optional.empty()));

    assertThat(stage.say(webhook, "hello").message().message().avatarUrl()).contains(AVATAR);
    assertThat(say(Optional.empty(), Optional.of(OTHER_AVATAR)).avatarUrl()).contains(OTHER_AVATAR);
  }

  @Test
  void aMessageHasTheNameThatItBrings() {
    Message message = say(Optional.of(new DisplayName("Pipeline")), Optional.empty());

    assertThat(message.username()).hasToString("Pipeline");
    assertThat(message.avatarUrl()).isEmpty();
  }

  @Test
  void aMessageKeepsTheNameThatWasInForceWhenItWasSent() {
    stage.say(webhook, "hello");
    stage
        .manager
        .webhook(stage.owner, webhook.webhook().webhook().id())
        .edit(
            new WebhookEdit(
                Optional.of(new DisplayName("Builds")), new Edit.Keep<>(), Optional.empty()));
    stage.say(webhook, "hello again");

    assertThat(stored())
        .extracting(message -> message.username().value())
        .containsExactly("Builds", "CI");
  }

  @Test
  void theSameKeyAndPayloadSendOneMessageAndGetTheFirstAnswer() {
    Receipt first = stage.caller.execute(keyed(token, "hello", "build 1"));
    Receipt second = stage.caller.execute(keyed(token, "hello", "build 1"));

    assertThat(first.replayed()).isFalse();
    assertThat(second.replayed()).isTrue();
    assertThat(second.message().message()).isEqualTo(first.message().message());
    assertThat(stored()).hasSize(1);
  }

  @Test
  void aReplayGetsTheFirstAnswerThoughTheMessageWasEditedAndDeletedSince() {
    Receipt first = stage.caller.execute(keyed(token, "hello", "build 1"));
    var id = first.message().message().id();
    stage.caller.edit(stage.admitted(token), id, new MessageContent("corrected"));
    stage.caller.delete(stage.admitted(token), id);

    Receipt again = stage.caller.execute(keyed(token, "hello", "build 1"));
    assertThat(again.replayed()).isTrue();
    assertThat(again.message().message()).isEqualTo(first.message().message());
    assertThat(stored()).isEmpty();
  }

  @Test
  void theSameKeyWithAnotherPayloadIsInvalid() {
    stage.caller.execute(keyed(token, "hello", "build 1"));

    assertThat(refusal(() -> stage.caller.execute(keyed(token, "bye", "build 1"))).violations())
        .containsExactly(
            new Violation(
                "Idempotency-Key",
                ViolationCode.REUSED,
                "was already used for a different payload in the last 24 hours"));
    assertThat(stored()).hasSize(1);
  }

  @Test
  void theSameKeyWithAnotherNameOrAvatarIsInvalid() {
    stage.caller.execute(keyed(token, "hello", "build 1"));
    Command named =
        new Command(
            new MessageContent("hello"), Optional.of(new DisplayName("CI")), Optional.empty());
    Command pictured =
        new Command(new MessageContent("hello"), Optional.empty(), Optional.of(AVATAR));

    for (Command other : List.of(named, pictured)) {
      var execution =
          new Execution(token, other, Optional.of(new IdempotencyKey("build 1")), CLIENT);
      assertThat(refusal(() -> stage.caller.execute(execution)).reason()).isEqualTo(Reason.INVALID);
    }
  }

  @Test
  void aKeyBelongsToOneWebhook() {
    IssuedWebhook other = stage.issue("other");
    stage.caller.execute(keyed(token, "hello", "build 1"));

    assertThat(stage.caller.execute(keyed(other.token().reveal(), "bye", "build 1")).replayed())
        .isFalse();
    assertThat(stored()).hasSize(2);
  }

  @Test
  void aKeyOutlivesARotation() {
    Receipt first = stage.caller.execute(keyed(token, "hello", "build 1"));
    IssuedWebhook rotated =
        stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).rotate();

    Receipt again = stage.caller.execute(keyed(rotated.token().reveal(), "hello", "build 1"));
    assertThat(again.replayed()).isTrue();
    assertThat(again.message().message()).isEqualTo(first.message().message());
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    stage.caller.execute(keyed(token, "hello", "build 1"));
    stage.now = stage.now.plus(IdempotencyKey.LIFETIME).minusSeconds(1);
    assertThat(stage.caller.execute(keyed(token, "hello", "build 1")).replayed()).isTrue();

    stage.now = stage.now.plusSeconds(1);
    assertThat(stage.caller.execute(keyed(token, "bye", "build 1")).replayed()).isFalse();
    assertThat(stored()).hasSize(2);
  }

  @Test
  void withoutAKeyTheSameIsSaidTwice() {
    stage.say(webhook, "hello");
    stage.say(webhook, "hello");

    assertThat(stored()).hasSize(2);
  }

  @Test
  void anExecutionDoesNotPrintItsToken() {
    assertThat(Stage.execution(token, "hello").toString()).doesNotContain(token);
  }

  private Message say(Optional<DisplayName> username, Optional<AvatarUrl> avatarUrl) {
    var command = new Command(new MessageContent("hello"), username, avatarUrl);
    return stage
        .caller
        .execute(new Execution(token, command, Optional.empty(), CLIENT))
        .message()
        .message();
  }

  private List<Message> stored() {
    return stage.messages.page(stage.channel, MessageRange.newest(100));
  }
}
