package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerMeansOneWebhookTest {
  private static final String UNKNOWN = "0".repeat(64);

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();
  private final Optional<WebhookId> own = Optional.of(webhook.webhook().webhook().id());
  private final Optional<WebhookId> other =
      Optional.of(stage.issue("other").webhook().webhook().id());

  @Test
  void theTokenOfTheWebhookThatIsMeantIsTaken() {
    stage.caller.execute(execution(token, own));

    assertThat(stage.messages.page(stage.channel, MessageRange.newest(100))).hasSize(1);
    assertThat(inspect(own).id()).isEqualTo(own.get());
  }

  @Test
  void theTokenOfAnotherIsAMissLikeAnUnknownOne() {
    WebhookException unknown = refusal(() -> stage.caller.execute(execution(UNKNOWN, own)));
    WebhookException executed = refusal(() -> stage.caller.execute(execution(token, other)));
    WebhookException inspected = refusal(() -> inspect(other));

    assertThat(executed.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(executed).hasMessage(unknown.getMessage());
    assertThat(inspected).hasMessage(unknown.getMessage());
    assertThat(((CallRefused) inspected).limit()).isEqualTo(CallRefused.Limit.MISSES);
    assertThat(stage.misses.quota(CLIENT).orElseThrow().remaining()).isEqualTo(BURST - 3L);
    assertThat(stage.calls.quota(webhook.webhook().webhook().tokenHash().hex()).orElseThrow())
        .extracting(quota -> quota.remaining())
        .isEqualTo((long) BURST);
    assertThat(stage.messages.page(stage.channel, MessageRange.newest(100))).isEmpty();
  }

  private Webhook inspect(Optional<WebhookId> webhook) {
    return stage.caller.inspect(stage.caller.admit(Credentials.of(token, webhook, CLIENT)));
  }

  private static Execution execution(String token, Optional<WebhookId> webhook) {
    return new Execution(
        Credentials.of(token, webhook, CLIENT), Command.say("hello"), Optional.empty());
  }
}
