package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.keyed;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerLimitsTest {
  private static final String UNKNOWN = "0".repeat(64);

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();

  @Test
  void aWebhookThatIsCalledTooOftenIsRefusedWithItsQuota() {
    exhaust();

    WebhookException refused = refusal(() -> stage.say(webhook, "one more"));

    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refused).hasMessage("This webhook is called too often.");
    assertThat(((CallRefused) refused).quota())
        .isEqualTo(quota(token))
        .hasValueSatisfying(quota -> assertThat(quota.retryAfter()).isPositive());
    assertThat(stage.messages.page(stage.channel, MessageRange.newest(100))).hasSize(BURST);
  }

  @Test
  void oneWebhookDoesNotUseUpTheQuotaOfAnother() {
    IssuedWebhook other = stage.issue("other");
    exhaust();

    assertThat(stage.say(other, "hello").replayed()).isFalse();
  }

  @Test
  void aReplayCountsAsACall() {
    for (int i = 0; i < BURST; i++) {
      stage.caller.execute(keyed(token, "hello", "build 1"));
    }

    assertThat(refusal(() -> stage.caller.execute(keyed(token, "hello", "build 1"))).reason())
        .isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void missesDoNotCountAgainstTheWebhook() {
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);
    for (int i = 0; i < BURST; i++) {
      refusal(() -> stage.say(webhook, "hello"));
    }

    assertThat(remaining(quota(token))).isEqualTo(BURST);
  }

  @Test
  void aClientThatMissesTooOftenIsHeldBack() {
    missAsOftenAsAllowed();

    WebhookException refused = refusal(() -> stage.caller.execute(execution(UNKNOWN, "hello")));

    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refused).hasMessage("Too many calls of unknown webhooks.");
    assertThat(((CallRefused) refused).quota()).isEqualTo(stage.misses.quota(CLIENT));
  }

  @Test
  void oneClientIsNotHeldBackForAnother() {
    missAsOftenAsAllowed();
    var elsewhere = new Execution(UNKNOWN, Command.say("hello"), Optional.empty(), "198.51.100.1");

    assertThat(refusal(() -> stage.caller.execute(elsewhere)).reason()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aClientThatMissesTooOftenStillCallsWhatExists() {
    missAsOftenAsAllowed();

    assertThat(stage.say(webhook, "hello").replayed()).isFalse();
  }

  @Test
  void hitsDoNotCountAsMisses() {
    exhaust();

    assertThat(remaining(stage.misses.quota(CLIENT))).isEqualTo(BURST);
  }

  @Test
  void theReceiptHasTheQuotaThatIsLeft() {
    stage.say(webhook, "hello");

    assertThat(remaining(stage.say(webhook, "hello").quota())).isEqualTo(BURST - 2L);
  }

  @Test
  void theLimitsAreTheSameForEveryCaller() {
    exhaust();

    assertThat(remaining(stage.caller.limits().webhook())).isEqualTo(BURST);
    assertThat(remaining(stage.caller.limits().misses())).isEqualTo(BURST);
  }

  @Test
  void thereIsNoQuotaWithoutALimit() {
    var caller =
        new WebhookCaller(
            stage.webhooks,
            stage.directory,
            stage.messages,
            RateLimiter.UNLIMITED,
            RateLimiter.UNLIMITED,
            UUID::randomUUID,
            () -> stage.now);

    assertThat(caller.execute(execution(token, "hello")).quota()).isEmpty();
    assertThat(caller.limits().webhook()).isEmpty();
    WebhookException refused = refusal(() -> caller.execute(execution(UNKNOWN, "hello")));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(((CallRefused) refused).quota()).isEmpty();
  }

  private void exhaust() {
    for (int i = 0; i < BURST; i++) {
      stage.say(webhook, "hello");
    }
  }

  private void missAsOftenAsAllowed() {
    for (int i = 0; i < BURST; i++) {
      assertThat(refusal(() -> stage.caller.execute(execution(UNKNOWN, "hello"))).reason())
          .isEqualTo(Reason.NOT_FOUND);
    }
  }

  private Optional<Quota> quota(String of) {
    return stage.calls.quota(Credentials.of(of, CLIENT).token().hex());
  }

  private static long remaining(Optional<Quota> quota) {
    return quota.orElseThrow().remaining();
  }
}
