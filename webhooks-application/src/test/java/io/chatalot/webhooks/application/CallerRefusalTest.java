package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.keyed;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.application.driving.Execution;
import io.chatalot.webhooks.application.driving.IssuedWebhook;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerRefusalTest {
  private static final String UNKNOWN = "0".repeat(64);

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();

  /** What keeps a webhook from being called. */
  enum Obstacle {
    OFF,
    DELETED,
    ROTATED,
    ARCHIVED
  }

  @ParameterizedTest
  @EnumSource
  void aWebhookThatMayNotBeCalledLooksUnknown(Obstacle obstacle) {
    putInTheWay(obstacle);

    isUnknown(refusal(() -> stage.caller.execute(execution(token, "hello"))));
    assertThat(stage.messages.page(stage.channel, MessageRange.newest(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000000000000000000000000000000000000000000-",
        "00000000000000000000000000000000000000000000000000000000000000000",
        "../../etc/passwd",
        "\u0000",
        "\uD83D"
      })
  void anUnknownTokenAndAMalformedOneLookAlike(String candidate) {
    isUnknown(refusal(() -> stage.caller.execute(execution(candidate, "hello"))));
  }

  @Test
  void aWebhookThatIsOnAgainIsCalledAgain() {
    putInTheWay(Obstacle.OFF);
    putInTheWay(Obstacle.ARCHIVED);
    stage.manager.toggle(stage.owner, webhook.webhook().webhook().id(), true);
    stage.directory.setArchived(stage.channel, false);

    assertThat(stage.say(webhook, "hello").replayed()).isFalse();
  }

  @Test
  void aMissAsksForAChannelAsAHitDoes() {
    var asked = new AtomicInteger();
    Directory counting =
        new Directory() {
          @Override
          public Optional<Channel> channel(ChannelId channel) {
            asked.incrementAndGet();
            return stage.directory.channel(channel);
          }

          @Override
          public Optional<Role> role(UserId user, CommunityId community) {
            throw new AssertionError("a caller has no role");
          }
        };
    WebhookCaller caller = stage.caller(stage.webhooks, counting, stage.messages);

    caller.execute(execution(token, "hello"));
    assertThat(asked).hasValue(1);
    refusal(() -> caller.execute(execution(UNKNOWN, "hello")));
    assertThat(asked).hasValue(2);
    refusal(() -> caller.execute(execution("malformed", "hello")));
    assertThat(asked).hasValue(3);
  }

  @Test
  void aWebhookThatIsCalledTooOftenIsRefusedWithItsQuota() {
    exhaust(token);

    WebhookException refused = refusal(() -> stage.say(webhook, "one more"));

    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refused).hasMessage("This webhook is called too often.");
    assertThat(((CallRefused) refused).quota())
        .isEqualTo(stage.caller.quota(token))
        .hasValueSatisfying(quota -> assertThat(quota.retryAfter()).isPositive());
    assertThat(stage.messages.page(stage.channel, MessageRange.newest(100))).hasSize(BURST);
  }

  @Test
  void oneWebhookDoesNotUseUpTheQuotaOfAnother() {
    IssuedWebhook other = stage.issue("other");
    exhaust(token);

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

  @ParameterizedTest
  @EnumSource
  void aWebhookThatIsExhaustedAndMayNotBeCalledLooksUnknown(Obstacle obstacle) {
    exhaust(token);
    putInTheWay(obstacle);

    isUnknown(refusal(() -> stage.caller.execute(execution(token, "hello"))));
  }

  @Test
  void missesDoNotCountAgainstTheWebhook() {
    putInTheWay(Obstacle.OFF);
    for (int i = 0; i < BURST; i++) {
      refusal(() -> stage.say(webhook, "hello"));
    }

    assertThat(remaining(stage.caller.quota(token))).isEqualTo(BURST);
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

    isUnknown(refusal(() -> stage.caller.execute(elsewhere)));
  }

  @Test
  void aClientThatMissesTooOftenStillCallsWhatExists() {
    missAsOftenAsAllowed();

    assertThat(stage.say(webhook, "hello").replayed()).isFalse();
  }

  @Test
  void hitsDoNotCountAsMisses() {
    exhaust(token);

    assertThat(remaining(stage.misses.quota(CLIENT))).isEqualTo(BURST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"malformed", "0000000000000000000000000000000000000000000000000000000000000000"})
  void theQuotaOfAnUnknownTokenLooksUntouchedHoweverOftenItIsCalled(String candidate) {
    refusal(() -> stage.caller.execute(execution(candidate, "hello")));

    assertThat(remaining(stage.caller.quota(candidate))).isEqualTo(BURST);
  }

  @Test
  void askingForTheQuotaCountsNothing() {
    stage.say(webhook, "hello");
    stage.caller.quota(token);

    assertThat(remaining(stage.caller.quota(token))).isEqualTo(BURST - 1L);
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

    assertThat(caller.quota(token)).isEmpty();
    WebhookException refused = refusal(() -> caller.execute(execution(UNKNOWN, "hello")));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(((CallRefused) refused).quota()).isEmpty();
  }

  private void putInTheWay(Obstacle obstacle) {
    var id = webhook.webhook().webhook().id();
    switch (obstacle) {
      case OFF -> stage.manager.toggle(stage.owner, id, false);
      case DELETED -> stage.manager.delete(stage.owner, id);
      case ROTATED -> stage.manager.rotate(stage.owner, id);
      case ARCHIVED -> stage.directory.setArchived(stage.channel, true);
    }
  }

  private void exhaust(String exhausted) {
    for (int i = 0; i < BURST; i++) {
      stage.caller.execute(execution(exhausted, "hello"));
    }
  }

  private void missAsOftenAsAllowed() {
    for (int i = 0; i < BURST; i++) {
      isUnknown(refusal(() -> stage.caller.execute(execution(UNKNOWN, "hello"))));
    }
  }

  private static void isUnknown(WebhookException refused) {
    assertThat(refused).isExactlyInstanceOf(CallRefused.class).hasMessage("No such webhook.");
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused.violations()).isEmpty();
  }

  private static long remaining(Optional<Quota> quota) {
    return quota.orElseThrow().remaining();
  }
}
