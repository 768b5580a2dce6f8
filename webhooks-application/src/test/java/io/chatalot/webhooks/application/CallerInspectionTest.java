package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.IssuedWebhook;
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
    assertThat(stage.caller.inspect(token, CLIENT).id()).isEqualTo(id);

    stage.manager.toggle(stage.owner, id, false);

    assertThat(refusal(() -> stage.caller.inspect(token, CLIENT)).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void lookingAtAWebhookIsNoCallOfIt() {
    stage.caller.inspect(token, CLIENT);

    assertThat(stage.caller.quota(token).map(Quota::remaining)).contains(BURST - 1L);
  }

  @Test
  void whoeverLooksForWebhooksIsHeldBack() {
    for (int i = 0; i < BURST; i++) {
      refusal(() -> stage.caller.inspect("x", CLIENT));
    }

    assertThat(refusal(() -> stage.caller.inspect("x", CLIENT)).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void aTokenShowsTheMessagesOfItsWebhookAlone() {
    String other = stage.issue("other").token().reveal();

    assertThat(stage.caller.message(token, message.id(), CLIENT).message()).isEqualTo(message);
    assertThat(refusal(() -> stage.caller.message(other, message.id(), CLIENT)).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(
            refusal(() -> stage.caller.message(token, new MessageId(UUID.randomUUID()), CLIENT))
                .reason())
        .isEqualTo(Reason.NOT_FOUND);
  }
}
