package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
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

  /** The reasons for which a webhook cannot be called. */
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
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(true);
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
          public Optional<Membership> membership(UserId user, ChannelId channel) {
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

  @ParameterizedTest
  @EnumSource
  void aWebhookThatIsExhaustedAndMayNotBeCalledLooksUnknown(Obstacle obstacle) {
    exhaust();
    putInTheWay(obstacle);

    isUnknown(refusal(() -> stage.caller.execute(execution(token, "hello"))));
  }

  private void putInTheWay(Obstacle obstacle) {
    var id = webhook.webhook().webhook().id();
    switch (obstacle) {
      case OFF -> stage.manager.webhook(stage.owner, id).toggle(false);
      case DELETED -> stage.manager.webhook(stage.owner, id).delete();
      case ROTATED -> stage.manager.webhook(stage.owner, id).rotate();
      case ARCHIVED -> stage.directory.setArchived(stage.channel, true);
    }
  }

  private void exhaust() {
    for (int i = 0; i < BURST; i++) {
      stage.say(webhook, "hello");
    }
  }

  private static void isUnknown(WebhookException refused) {
    assertThat(refused).isExactlyInstanceOf(CallRefused.class).hasMessage("No such webhook.");
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused.violations()).isEmpty();
  }
}
