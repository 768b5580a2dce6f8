package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cached webhook saves a look-up and decides nothing. */
class CallerCacheTest {
  private final Stage stage = new Stage();
  private final SimpleCache cache = new SimpleCache();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();
  private final WebhookCaller caller =
      new WebhookCaller(
          stage.webhooks,
          cache,
          stage.directory,
          stage.messages,
          stage.calls,
          stage.misses,
          Refusals.NONE,
          PayloadCaptures.NONE,
          UUID::randomUUID,
          () -> stage.now);

  @BeforeEach
  void itIsRemembered() {
    caller.execute(execution(token, "first"));
    assertThat(cache.webhooks).hasSize(1);
  }

  @Test
  void whatIsRememberedIsNotLookedUp() {
    var elsewhere = new Stage();
    WebhookCaller blind =
        new WebhookCaller(
            elsewhere.webhooks,
            cache,
            elsewhere.directory,
            stage.messages,
            stage.calls,
            stage.misses,
            Refusals.NONE,
            PayloadCaptures.NONE,
            UUID::randomUUID,
            () -> stage.now);

    blind.execute(execution(token, "second"));

    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void whatWasSwitchedOffElsewhereSendsNothingAndIsForgotten() {
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);

    isUnknown();
  }

  @Test
  void whatWasDeletedElsewhereSendsNothingAndIsForgotten() {
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).delete();

    isUnknown();
  }

  @Test
  void whatWasRotatedElsewhereSendsNothingAndIsForgotten() {
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).rotate();

    isUnknown();
  }

  @Test
  void aChannelArchivedElsewhereTakesNothing() {
    stage.directory.setArchived(stage.channel, true);
    stage.webhooks.raiseVersions(stage.channel);

    isUnknown();
  }

  @Test
  void aChangedWebhookIsRememberedAsItIsNow() {
    stage.webhooks.raiseVersions(stage.channel);

    caller.execute(execution(token, "second"));

    assertThat(cache.find(webhook.webhook().webhook().tokenHash()).orElseThrow().version())
        .isEqualTo(webhook.webhook().webhook().version() + 1);
  }

  @Test
  void aDeletedWebhookIsUnknownAlsoWhenItHasUsedUpItsLimit() {
    for (int i = 1; i < BURST; i++) {
      caller.execute(execution(token, "hello"));
    }
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).delete();

    assertThat(refusal(() -> caller.execute(execution(token, "again"))).reason())
        .isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void whatIsNotThereIsNotRemembered() {
    refusal(() -> caller.execute(execution("0".repeat(64), "hello")));

    assertThat(cache.webhooks).hasSize(1);
  }

  private void isUnknown() {
    int before = stored();

    assertThat(refusal(() -> caller.execute(execution(token, "again"))).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(stored()).isEqualTo(before);
    assertThat(cache.webhooks).isEmpty();
  }

  private int stored() {
    return stage.messages.page(stage.channel, MessageRange.newest(100)).size();
  }
}
