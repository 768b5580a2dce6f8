package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerInspectionTest {
  private final Stage stage = new Stage();
  private final IssuedWebhook issued = stage.issue("CI");
  private final String token = issued.token().reveal();
  private final WebhookId id = issued.webhook().webhook().id();
  private final Message message = stage.say(issued, "hello").message().message();

  @Test
  void aTokenShowsItsWebhookAsItIsNow() {
    assertThat(stage.caller.inspect(stage.admitted(token)).id()).isEqualTo(id);

    stage.manager.webhook(stage.owner, id).toggle(false);

    assertThat(refusal(() -> stage.caller.inspect(stage.admitted(token))).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void lookingAtAWebhookCountsAsACall() {
    Admission second = stage.admitted(token);
    stage.caller.inspect(second);

    assertThat(second.quota().map(Quota::remaining)).contains(BURST - 2L);
    assertThat(stage.admitted(token).quota().map(Quota::remaining)).contains(BURST - 3L);
  }

  @Test
  void aCallerWhoLooksForWebhooksIsHeldBack() {
    for (int i = 0; i < BURST; i++) {
      refusal(() -> stage.caller.inspect(stage.admitted("x")));
    }

    assertThat(refusal(() -> stage.caller.inspect(stage.admitted("x"))).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void aTokenShowsTheMessagesOfItsWebhookAlone() {
    String other = stage.issue("other").token().reveal();

    assertThat(stage.caller.message(stage.admitted(token), message.id()).message())
        .isEqualTo(message);
    assertThat(refusal(() -> stage.caller.message(stage.admitted(other), message.id())).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(
            refusal(
                    () ->
                        stage.caller.message(
                            stage.admitted(token), new MessageId(UUID.randomUUID())))
                .reason())
        .isEqualTo(Reason.NOT_FOUND);
  }
}
