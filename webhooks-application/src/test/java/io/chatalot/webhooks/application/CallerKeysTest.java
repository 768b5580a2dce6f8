package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.PutMessage.Kept;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Reason;
import org.junit.jupiter.api.Test;

/** A caller keeps one message for each key. */
class CallerKeysTest {
  private static final MessageKey KEY = MessageKey.ofCaller("build");

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();

  @Test
  void aKeyIsOneMessageThatIsRendered() {
    Kept first = put("_running_");
    Kept second = put("**passed**");

    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
    assertThat(second.message().contentHtml()).isEqualTo("<p><strong>passed</strong></p>\n");
    assertThat(second.message().message().id()).isEqualTo(first.message().message().id());
  }

  @Test
  void afterTheLastContentTheNextOneIsSent() {
    put("firing");
    Kept last = stage.caller.putLast(stage.admitted(token), Command.say("resolved"), KEY);
    Kept next = put("firing");

    assertThat(last.created()).isFalse();
    assertThat(next.created()).isTrue();
    assertThat(stage.messages.find(stage.channel, last.message().message().id()))
        .contains(last.message().message());
  }

  @Test
  void aMessageIsDeletedByItsKey() {
    put("text");
    stage.caller.delete(stage.admitted(token), KEY);

    assertThat(refusal(() -> stage.caller.delete(stage.admitted(token), KEY)))
        .hasMessage("No such message.");
    assertThat(put("text").created()).isTrue();
  }

  @Test
  void aWebhookThatWasSwitchedOffAfterTheAdmissionKeepsNothing() {
    put("before");
    Admission late = stage.admitted(token);
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);

    assertThat(refusal(() -> stage.caller.put(late, Command.say("after"), KEY)).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aWebhookThatWasRenamedAfterTheAdmissionStillKeepsItsMessage() {
    Admission late = stage.admitted(token);
    stage
        .manager
        .webhook(stage.owner, webhook.webhook().webhook().id())
        .edit(Samples.rename("New"));

    Kept kept = stage.caller.put(late, Command.say("text"), KEY);
    assertThat(kept.message().message().username().value()).isEqualTo("New");
  }

  @Test
  void eachUseCountsAsACall() {
    for (int used = 0; used < BURST; used++) {
      put("text " + used);
    }
    assertThat(refusal(() -> put("more")).reason()).isEqualTo(Reason.RATE_LIMITED);
  }

  private Kept put(String content) {
    return stage.caller.put(stage.admitted(token), Command.say(content), KEY);
  }
}
