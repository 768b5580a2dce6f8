package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManagerAccessTest {
  /** A verb on a channel or on a webhook in it; each uses one of the two. */
  enum Verb {
    PERMISSION_IN_CHANNEL("channel") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.channel(by, channel);
      }
    },
    CREATE("channel") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.channel(by, channel).create(WebhookDraft.named("CI"));
      }
    },
    LIST("channel") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.channel(by, channel).list();
      }
    },
    REVIEW("channel") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.channel(by, channel).review(10);
      }
    },
    PERMISSION("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook);
      }
    },
    SHOW("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook).shown();
      }
    },
    EDIT("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook).edit(WebhookEdit.switched(false));
      }
    },
    TOGGLE("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook).toggle(false);
      }
    },
    ROTATE("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook).rotate();
      }
    },
    DELETE("webhook") {
      @Override
      void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook) {
        manager.webhook(by, webhook).delete();
      }
    };

    private final String object;

    Verb(String object) {
      this.object = object;
    }

    abstract void run(WebhookManager manager, UserId by, ChannelId channel, WebhookId webhook);
  }

  private final Stage stage = new Stage();
  private final WebhookId webhook = stage.issue("CI").webhook().webhook().id();

  @ParameterizedTest
  @EnumSource
  void anOwnerMay(Verb verb) {
    assertThatCode(() -> run(verb, stage.owner)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void anAdminMay(Verb verb) {
    assertThatCode(() -> run(verb, stage.admin)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void aModeratorIsForbiddenAndNothingHappens(Verb verb) {
    isForbidden(verb, stage.moderator);
  }

  @ParameterizedTest
  @EnumSource
  void aPlainMemberIsForbiddenAndNothingHappens(Verb verb) {
    isForbidden(verb, stage.member);
  }

  @ParameterizedTest
  @EnumSource
  void aStrangerFindsNothing(Verb verb) {
    isNotFound(verb, refusal(() -> run(verb, stage.stranger)));
    nothingHappened();
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownUserFindsNothing(Verb verb) {
    var nobody = new UserId(UUID.randomUUID());

    isNotFound(verb, refusal(() -> run(verb, nobody)));
  }

  @ParameterizedTest
  @EnumSource
  void aFormerMemberFindsNothing(Verb verb) {
    stage.directory.removeMember(stage.community, stage.admin);

    isNotFound(verb, refusal(() -> run(verb, stage.admin)));
    nothingHappened();
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownChannelOrWebhookIsNotFoundByAnyUser(Verb verb) {
    var noChannel = new ChannelId(UUID.randomUUID());
    var noWebhook = new WebhookId(UUID.randomUUID());
    for (UserId by : List.of(stage.owner, stage.member, stage.stranger)) {
      isNotFound(verb, refusal(() -> verb.run(stage.manager, by, noChannel, noWebhook)));
    }
  }

  @Test
  void aManagerOfAnotherCommunityHasNoSayInThisOne() {
    ChannelId elsewhere = stage.directory.addChannel(stage.community);

    assertThat(refusal(() -> stage.manager.channel(stage.stranger, elsewhere).list()).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(stage.manager.channel(stage.owner, elsewhere).list()).isEmpty();
  }

  private void run(Verb verb, UserId by) {
    verb.run(stage.manager, by, stage.channel, webhook);
  }

  private void isForbidden(Verb verb, UserId by) {
    WebhookException refused = refusal(() -> run(verb, by));

    assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(refused).hasMessage("Only an Owner or Admin of the community may manage webhooks.");
    nothingHappened();
  }

  private static void isNotFound(Verb verb, WebhookException refused) {
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused).hasMessage("No such " + verb.object + ".");
  }

  private void nothingHappened() {
    assertThat(stage.webhooks.list(stage.channel))
        .singleElement()
        .satisfies(only -> assertThat(only.webhook().version()).isEqualTo(1));
    assertThat(stage.webhooks.latest(stage.channel, 10)).hasSize(1);
  }
}
