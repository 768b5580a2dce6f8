package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.SendPayload.Answer;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composed;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composer;
import io.chatalot.webhooks.application.driving.call.SendPayload.PayloadKey;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller sends what a webhook makes of a payload. */
class CallerPayloadsTest {
  private static final Optional<PayloadKey> KEY = key("a");

  /** A template is the content; "mute" is no message, and "fail" a fault. */
  private static final Composer BY_TEMPLATE =
      webhook -> {
        String text = webhook.template().map(Template::text).orElse("none");
        if (text.equals("fail")) {
          throw WebhookException.invalid("template", ViolationCode.INVALID_VALUE, "failed");
        }
        return text.equals("mute")
            ? Optional.empty()
            : Optional.of(new Composed(Command.say(text), Optional.empty()));
      };

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();

  @Test
  void aPayloadIsOneMessage() {
    Answer answer = send(Optional.empty());

    assertThat(answer.sent()).isTrue();
    assertThat(answer.replayed()).isFalse();
    assertThat(answer.message().map(RenderedMessage::message)).contains(messages().get(0));
    assertThat(contents()).containsExactly("none");
  }

  @Test
  void aPayloadThatIsNoMessageIsIgnored() {
    template("mute");

    assertThat(send(Optional.empty())).isEqualTo(new Answer(false, Optional.empty(), false));
    assertThat(send(KEY)).isEqualTo(new Answer(false, Optional.empty(), false));
    template("loud");
    assertThat(send(KEY)).isEqualTo(new Answer(false, Optional.empty(), true));
    assertThat(contents()).isEmpty();
  }

  @Test
  void aRepeatGetsTheFirstAnswerThoughTheTemplateIsAnotherOne() {
    Answer first = send(KEY);
    for (String template : List.of("other", "mute", "fail")) {
      template(template);
      Answer repeat = send(KEY);
      assertThat(repeat.sent()).isTrue();
      assertThat(repeat.replayed()).isTrue();
      assertThat(repeat.message().map(RenderedMessage::message))
          .isEqualTo(first.message().map(RenderedMessage::message));
    }
    assertThat(contents()).containsExactly("none");
  }

  @Test
  void aKeyCanNotBeUsedForAnotherPayload() {
    send(KEY);

    assertThat(refusal(() -> send(key("b"))).violations().get(0).code())
        .isEqualTo(ViolationCode.REUSED);
  }

  @Test
  void aRepeatOfADeletedMessageHasNoMessage() {
    send(KEY);
    stage.messages.delete(stage.channel, messages().get(0).id());

    assertThat(send(KEY)).isEqualTo(new Answer(true, Optional.empty(), true));
  }

  @Test
  void aRepeatNeedsALiveWebhook() {
    send(KEY);
    Admission late = stage.admitted(token);
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);

    assertThat(refusal(() -> send(KEY)).reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refusal(() -> stage.caller.send(late, BY_TEMPLATE, Optional.empty())).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aTemplateThatChangesDuringTheCallIsUsed() {
    template("old");
    Admission late = stage.admitted(token);
    template("new");

    assertThat(stage.caller.send(late, BY_TEMPLATE, Optional.empty()).sent()).isTrue();
    assertThat(contents()).containsExactly("new");
  }

  @Test
  void aCachedTemplateThatIsOutOfDateDecidesNothing() {
    for (String old : List.of("mute", "fail")) {
      WebhookCaller cached =
          new WebhookCaller(
              stage.webhooks,
              new SimpleCache(),
              stage.directory,
              stage.messages,
              stage.calls,
              stage.misses,
              Refusals.NONE,
              PayloadCaptures.NONE,
              UUID::randomUUID,
              () -> stage.now);
      template(old);
      cached.admit(Credentials.of(token, Stage.CLIENT));
      template("new of " + old);

      Admission remembered = cached.admit(Credentials.of(token, Stage.CLIENT));
      assertThat(remembered.webhook().template().map(Template::text)).contains(old);
      assertThat(cached.send(remembered, BY_TEMPLATE, Optional.empty()).sent()).isTrue();
    }
    assertThat(contents()).containsExactly("new of fail", "new of mute");
  }

  @Test
  void aFaultOfTodaysTemplateIsTheAnswer() {
    template("fail");

    assertThat(refusal(() -> send(Optional.empty())).violations().get(0).field())
        .isEqualTo("template");
    assertThat(contents()).isEmpty();
  }

  @Test
  void aComposerNamesTheMessageThatChanges() {
    Composer running = composer("running");
    stage.caller.send(stage.admitted(token), running, KEY);
    Answer passed = stage.caller.send(stage.admitted(token), composer("passed"), key("b", "2"));
    Answer repeat = stage.caller.send(stage.admitted(token), running, KEY);

    assertThat(passed.replayed()).isFalse();
    assertThat(repeat.replayed()).isTrue();
    assertThat(contents()).containsExactly("passed");
  }

  private static Composer composer(String content) {
    return webhook ->
        Optional.of(new Composed(Command.say(content), Optional.of(MessageKey.ofCaller("build"))));
  }

  private static Optional<PayloadKey> key(String fingerprint) {
    return key(fingerprint, "1");
  }

  private static Optional<PayloadKey> key(String fingerprint, String key) {
    return Optional.of(new PayloadKey(new IdempotencyKey(key), fingerprint));
  }

  private void template(String text) {
    stage
        .manager
        .webhook(stage.owner, webhook.webhook().webhook().id())
        .edit(WebhookEdit.of(new Edit.Set<>(new Template(text))));
  }

  private Answer send(Optional<PayloadKey> key) {
    return stage.caller.send(stage.admitted(token), BY_TEMPLATE, key);
  }

  private List<Message> messages() {
    return stage.messages.page(stage.channel, MessageRange.newest(10));
  }

  private List<String> contents() {
    return messages().stream().map(message -> message.content().value()).toList();
  }
}
