package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.MAX_IN_CHANNEL;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.manage.ManagedWebhook;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookManagerTest {
  private static final AvatarUrl AVATAR = new AvatarUrl("https://example.com/a.png");

  private final Stage stage = new Stage();

  @Test
  void aNewWebhookIsStoredByTheHashOfTheTokenThatIsShownOnce() {
    IssuedWebhook issued =
        stage
            .manager
            .channel(stage.admin, stage.channel)
            .create(new WebhookDraft(new DisplayName("CI"), Optional.of(AVATAR)));
    Webhook webhook = issued.webhook().webhook();

    assertThat(webhook.name()).hasToString("CI");
    assertThat(webhook.avatarUrl()).contains(AVATAR);
    assertThat(webhook.active()).isTrue();
    assertThat(webhook.createdBy()).isEqualTo(stage.admin);
    assertThat(webhook.channelId()).isEqualTo(stage.channel);
    assertThat(issued.webhook().usage()).isEqualTo(Usage.NONE);
    assertThat(stage.webhooks.find(issued.token().hash())).contains(webhook);
    assertThat(issued.toString()).doesNotContain(issued.token().reveal());
  }

  @Test
  void timesAreKeptInMilliseconds() {
    assertThat(stage.issue("CI").webhook().webhook().createdAt())
        .isEqualTo(Instant.parse("2026-05-01T12:00:00.123Z"));
  }

  @Test
  void webhooksAreListedTheOldestFirst() {
    stage.issue("one");
    stage.issue("two");
    stage.issue("three");

    assertThat(stage.manager.channel(stage.admin, stage.channel).list())
        .extracting(listed -> listed.webhook().name().value())
        .containsExactly("one", "two", "three");
  }

  @Test
  void aChannelListsItsOwnWebhooksAlone() {
    ChannelId other = stage.directory.addChannel(stage.community);
    stage.issue("here");

    assertThat(stage.manager.channel(stage.owner, other).list()).isEmpty();
  }

  @Test
  void aChannelTakesAsManyWebhooksAsItMayAndNoMore() {
    for (int i = 0; i < MAX_IN_CHANNEL; i++) {
      stage.issue("CI " + i);
    }

    assertThat(refusal(() -> stage.issue("one more")).reason()).isEqualTo(Reason.CONFLICT);
    assertThat(audit()).hasSize(MAX_IN_CHANNEL);

    stage
        .manager
        .webhook(stage.owner, stage.webhooks.list(stage.channel).get(0).webhook().id())
        .delete();
    assertThat(stage.issue("in its place").webhook().webhook().name()).hasToString("in its place");
  }

  @Test
  void anArchivedChannelTakesNoNewWebhookButItsOldOnesAreManaged() {
    WebhookId old = id(stage.issue("old"));
    stage.directory.setArchived(stage.channel, true);

    WebhookException refused = refusal(() -> stage.issue("new"));

    assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
    assertThat(refused).hasMessage("The channel is archived.");
    assertThat(stage.manager.webhook(stage.owner, old).toggle(false).webhook().active()).isFalse();
    stage.manager.webhook(stage.owner, old).delete();
    assertThat(stage.manager.channel(stage.owner, stage.channel).list()).isEmpty();
  }

  @Test
  void anEditChangesTheWebhookAndIsRemembered() {
    WebhookId id = id(stage.issue("CI"));
    ListedWebhook edited =
        stage.manager.webhook(stage.admin, id).edit(edit("Builds", new Edit.Set<>(AVATAR), null));

    assertThat(edited.webhook().name()).hasToString("Builds");
    assertThat(edited.webhook().avatarUrl()).contains(AVATAR);
    assertThat(stage.manager.webhook(stage.owner, id).shown()).isEqualTo(edited);
    assertThat(audit().get(0)).isEqualTo(entry(audit().get(0), id, "Builds", AuditAction.EDITED));
  }

  @Test
  void anEditThatChangesNothingLeavesNoTrace() {
    WebhookId id = id(stage.issue("CI"));
    ListedWebhook before = stage.manager.webhook(stage.owner, id).shown();

    assertThat(stage.manager.webhook(stage.owner, id).edit(edit(null, new Edit.Keep<>(), null)))
        .isEqualTo(before);
    assertThat(stage.manager.webhook(stage.owner, id).edit(edit("CI", new Edit.Remove<>(), true)))
        .isEqualTo(before);
    assertThat(stage.manager.webhook(stage.owner, id).toggle(true)).isEqualTo(before);
    assertThat(actions()).containsExactly(AuditAction.CREATED);
  }

  @Test
  void anEditThatAlsoSwitchesIsRememberedAsBoth() {
    WebhookId id = id(stage.issue("CI"));
    stage.manager.webhook(stage.owner, id).edit(edit("Builds", new Edit.Keep<>(), false));

    assertThat(actions())
        .containsExactly(AuditAction.SWITCHED_OFF, AuditAction.EDITED, AuditAction.CREATED);
  }

  @Test
  void aToggledWebhookIsOffAndOnAgain() {
    WebhookId id = id(stage.issue("CI"));

    assertThat(stage.manager.webhook(stage.owner, id).toggle(false).webhook().active()).isFalse();
    assertThat(stage.manager.webhook(stage.admin, id).toggle(true).webhook().active()).isTrue();
    assertThat(actions())
        .containsExactly(AuditAction.SWITCHED_ON, AuditAction.SWITCHED_OFF, AuditAction.CREATED);
  }

  @Test
  void aVerbAppliesToTheCurrentWebhookAndNotToTheOneThatWasChecked() {
    WebhookId id = id(stage.issue("CI"));
    ManagedWebhook checked = stage.manager.webhook(stage.admin, id);
    stage.manager.webhook(stage.owner, id).edit(edit("Builds", new Edit.Keep<>(), null));

    Webhook off = checked.toggle(false).webhook();

    assertThat(off.name()).hasToString("Builds");
    assertThat(off.active()).isFalse();
    assertThat(checked.shown().webhook().name()).hasToString("CI");
    assertThat(actions())
        .containsExactly(AuditAction.SWITCHED_OFF, AuditAction.EDITED, AuditAction.CREATED);
  }

  @Test
  void aWebhookDeletedAfterTheCheckIsNotFoundByAnyVerb() {
    WebhookId id = id(stage.issue("CI"));
    ManagedWebhook checked = stage.manager.webhook(stage.admin, id);
    stage.manager.webhook(stage.owner, id).delete();

    for (Runnable verb :
        List.<Runnable>of(() -> checked.toggle(false), checked::rotate, checked::delete)) {
      assertThat(refusal(verb::run).reason()).isEqualTo(Reason.NOT_FOUND);
    }
    assertThat(actions()).containsExactly(AuditAction.DELETED, AuditAction.CREATED);
  }

  @Test
  void aRotationGivesANewTokenAndTheOldOneIsDead() {
    IssuedWebhook old = stage.issue("CI");
    IssuedWebhook rotated = stage.manager.webhook(stage.owner, id(old)).rotate();

    assertThat(rotated.token().reveal()).isNotEqualTo(old.token().reveal());
    assertThat(stage.webhooks.find(old.token().hash())).isEmpty();
    assertThat(stage.webhooks.find(rotated.token().hash())).contains(rotated.webhook().webhook());
    assertThat(refusal(() -> stage.say(old, "hello")).reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(stage.say(rotated, "hello").message().message().username()).hasToString("CI");
    assertThat(actions()).containsExactly(AuditAction.ROTATED, AuditAction.CREATED);
  }

  @Test
  void aDeletedWebhookIsGoneButItsMessagesAndItsHistoryStay() {
    IssuedWebhook webhook = stage.issue("CI");
    stage.say(webhook, "hello");
    stage.manager.webhook(stage.admin, id(webhook)).delete();

    assertThat(stage.manager.channel(stage.owner, stage.channel).list()).isEmpty();
    assertThat(stage.webhooks.find(webhook.token().hash())).isEmpty();
    assertThat(refusal(() -> stage.manager.webhook(stage.owner, id(webhook)).shown()).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(refusal(() -> stage.manager.webhook(stage.owner, id(webhook)).delete()).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(stage.reader.read(stage.member, stage.channel, MessageRange.newest(10)))
        .singleElement()
        .satisfies(read -> assertThat(read.message().content()).hasToString("hello"));
    assertThat(audit().get(0))
        .isEqualTo(entry(audit().get(0), id(webhook), "CI", AuditAction.DELETED));
  }

  @Test
  void aListedWebhookTellsHowMuchItWasUsed() {
    IssuedWebhook webhook = stage.issue("CI");
    stage.say(webhook, "one");
    stage.now = stage.now.plusSeconds(60);
    stage.say(webhook, "two");

    assertThat(stage.manager.webhook(stage.owner, id(webhook)).shown().usage())
        .isEqualTo(new Usage(2, Optional.of(Instant.parse("2026-05-01T12:01:00.123Z"))));
  }

  @Test
  void aReviewIsTheNewestFirstAndNoLongerThanAskedFor() {
    stage.issue("one");
    stage.now = stage.now.plusSeconds(1);
    stage.issue("two");
    stage.now = stage.now.minusSeconds(60);
    stage.issue("three");

    assertThat(stage.manager.channel(stage.admin, stage.channel).review(2))
        .extracting(entry -> entry.webhookName().value())
        .containsExactly("three", "two");
  }

  private static WebhookId id(IssuedWebhook issued) {
    return issued.webhook().webhook().id();
  }

  private static WebhookEdit edit(String name, Edit<AvatarUrl> avatar, Boolean active) {
    return new WebhookEdit(
        Optional.ofNullable(name).map(DisplayName::new), avatar, Optional.ofNullable(active));
  }

  private AuditEntry entry(AuditEntry actual, WebhookId id, String name, AuditAction action) {
    return new AuditEntry(
        actual.id(),
        stage.channel,
        id,
        new DisplayName(name),
        action,
        stage.admin,
        Instant.parse("2026-05-01T12:00:00.123Z"));
  }

  private List<AuditEntry> audit() {
    return stage.manager.channel(stage.owner, stage.channel).review(100);
  }

  private List<AuditAction> actions() {
    return audit().stream().map(AuditEntry::action).toList();
  }
}
