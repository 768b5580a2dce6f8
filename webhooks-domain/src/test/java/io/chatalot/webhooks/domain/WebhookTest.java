package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final AvatarUrl OLD_AVATAR = new AvatarUrl("https://example.com/old.png");
  private static final AvatarUrl NEW_AVATAR = new AvatarUrl("https://example.com/new.png");
  private static final DisplayName OLD_NAME = new DisplayName("CI");
  private static final DisplayName NEW_NAME = new DisplayName("Builds");

  private final Webhook webhook =
      new NewWebhook(
              new WebhookId(UUID.randomUUID()),
              new ChannelId(UUID.randomUUID()),
              new WebhookDraft(OLD_NAME, Optional.of(OLD_AVATAR)),
              new TokenHash("a".repeat(64)),
              new UserId(UUID.randomUUID()))
          .storedAt(NOON);

  @Test
  void aNewWebhookIsActiveAndOfVersion1() {
    assertThat(webhook.active()).isTrue();
    assertThat(webhook.version()).isEqualTo(1);
    assertThat(webhook.name()).isEqualTo(OLD_NAME);
    assertThat(webhook.avatarUrl()).contains(OLD_AVATAR);
    assertThat(webhook.createdAt()).isEqualTo(NOON);
  }

  @Test
  void aDraftOfANameAloneHasNoAvatar() {
    assertThat(WebhookDraft.named(" CI ")).isEqualTo(new WebhookDraft(OLD_NAME, Optional.empty()));
  }

  @Test
  void anEditOfNothingLeavesTheVeryWebhook() {
    assertThat(webhook.apply(edit(null, new Edit.Keep<>(), null))).isSameAs(webhook);
  }

  @Test
  void anEditWithoutAChangeReturnsTheSameInstance() {
    assertThat(webhook.apply(edit(OLD_NAME, new Edit.Set<>(OLD_AVATAR), true))).isSameAs(webhook);
  }

  @Test
  void removingNoAvatarLeavesTheVeryWebhook() {
    Webhook bare = webhook.apply(edit(null, new Edit.Remove<>(), null));

    assertThat(bare.apply(edit(null, new Edit.Remove<>(), null))).isSameAs(bare);
  }

  @Test
  void aNewNameRaisesTheVersionAndKeepsTheRest() {
    assertThat(webhook.apply(edit(NEW_NAME, new Edit.Keep<>(), null)))
        .isEqualTo(
            new Webhook(
                webhook.id(),
                webhook.channelId(),
                NEW_NAME,
                Optional.of(OLD_AVATAR),
                Optional.empty(),
                true,
                webhook.tokenHash(),
                webhook.createdBy(),
                NOON,
                2));
  }

  @Test
  void aTemplateIsKeptSetOrRemoved() {
    var template = new Template("{{ title }}");
    Webhook set = webhook.apply(WebhookEdit.of(new Edit.Set<>(template)));
    assertThat(set.template()).contains(template);
    assertThat(set.version()).isEqualTo(webhook.version() + 1);
    assertThat(set.apply(edit(NEW_NAME, new Edit.Keep<>(), null)).template()).contains(template);
    assertThat(set.rotate(webhook.tokenHash()).template()).contains(template);
    assertThat(set.apply(WebhookEdit.of(new Edit.Set<>(template)))).isSameAs(set);
    assertThat(set.apply(WebhookEdit.of(new Edit.Remove<>())).template()).isEmpty();
  }

  @Test
  void anAvatarIsKeptSetOrRemoved() {
    assertThat(webhook.apply(edit(NEW_NAME, new Edit.Keep<>(), null)).avatarUrl())
        .contains(OLD_AVATAR);
    Webhook set = webhook.apply(edit(null, new Edit.Set<>(NEW_AVATAR), null));
    assertThat(set.avatarUrl()).contains(NEW_AVATAR);
    assertThat(set.version()).isEqualTo(2);
    Webhook removed = webhook.apply(edit(null, new Edit.Remove<>(), null));
    assertThat(removed.avatarUrl()).isEmpty();
    assertThat(removed.version()).isEqualTo(2);
  }

  @Test
  void allAtOnceIsOneChange() {
    Webhook after = webhook.apply(edit(NEW_NAME, new Edit.Set<>(NEW_AVATAR), false));

    assertThat(after.name()).isEqualTo(NEW_NAME);
    assertThat(after.avatarUrl()).contains(NEW_AVATAR);
    assertThat(after.active()).isFalse();
    assertThat(after.version()).isEqualTo(2);
  }

  @Test
  void aSwitchChangesNothingElse() {
    Webhook off = webhook.apply(WebhookEdit.switched(false));
    Webhook on = off.apply(WebhookEdit.switched(true));

    assertThat(off.active()).isFalse();
    assertThat(off.name()).isEqualTo(OLD_NAME);
    assertThat(off.avatarUrl()).contains(OLD_AVATAR);
    assertThat(on.active()).isTrue();
    assertThat(on.version()).isEqualTo(3);
  }

  @Test
  void aRotationChangesTheTokenAndTheVersionAlone() {
    TokenHash token = new TokenHash("b".repeat(64));
    Webhook rotated = webhook.rotate(token);

    assertThat(rotated.tokenHash()).isEqualTo(token);
    assertThat(rotated.version()).isEqualTo(2);
    assertThat(rotated)
        .usingRecursiveComparison()
        .ignoringFields("tokenHash", "version")
        .isEqualTo(webhook);
  }

  @Test
  void aMessageHasTheWebhooksNameAndAvatarByDefault() {
    var id = new MessageId(UUID.randomUUID());
    var content = new MessageContent(" hello ");

    assertThat(webhook.post(id, content, Optional.empty(), Optional.empty()))
        .isEqualTo(
            new MessageDraft(
                id, webhook.channelId(), webhook.id(), OLD_NAME, Optional.of(OLD_AVATAR), content));
  }

  @Test
  void aMessageHasTheNameAndAvatarThatItsCallerPutsInTheirPlace() {
    MessageDraft named = post(webhook, Optional.of(NEW_NAME), Optional.empty());
    assertThat(named.username()).isEqualTo(NEW_NAME);
    assertThat(named.avatarUrl()).contains(OLD_AVATAR);

    MessageDraft pictured = post(webhook, Optional.empty(), Optional.of(NEW_AVATAR));
    assertThat(pictured.username()).isEqualTo(OLD_NAME);
    assertThat(pictured.avatarUrl()).contains(NEW_AVATAR);
  }

  @Test
  void aMessageOfAWebhookWithoutAnAvatarHasNone() {
    Webhook bare = webhook.apply(edit(null, new Edit.Remove<>(), null));

    assertThat(post(bare, Optional.empty(), Optional.empty()).avatarUrl()).isEmpty();
  }

  @Test
  void aWebhookThatIsOffAnswersAsIfItDidNotExist() {
    Webhook off = webhook.apply(WebhookEdit.switched(false));

    WebhookException refused = refusal(() -> post(off, Optional.empty(), Optional.empty()));

    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused).hasMessage("No such webhook.");
  }

  @Test
  void aStoredMessageIsWhatWasComposedWithTheTimeOfItsStore() {
    MessageDraft draft = post(webhook, Optional.of(NEW_NAME), Optional.of(NEW_AVATAR));

    assertThat(draft.storedAt(NOON))
        .isEqualTo(
            new Message(
                draft.id(),
                webhook.channelId(),
                webhook.id(),
                NEW_NAME,
                Optional.of(NEW_AVATAR),
                draft.content(),
                NOON,
                Optional.empty()));
  }

  @Test
  void anEditedMessageKeepsAllButItsContent() {
    Message message = post(webhook, Optional.of(NEW_NAME), Optional.of(NEW_AVATAR)).storedAt(NOON);
    var content = new MessageContent("corrected");
    Message edited = message.edit(content).withEditedAt(NOON.plusSeconds(60));

    assertThat(edited.content()).isEqualTo(content);
    assertThat(edited.editedAt()).contains(NOON.plusSeconds(60));
    assertThat(edited)
        .usingRecursiveComparison()
        .ignoringFields("content", "editedAt")
        .isEqualTo(message);
    assertThat(message.editedAt()).isEmpty();
  }

  @Test
  void aMessageEditedTwiceRemembersTheLastTime() {
    Message message = post(webhook, Optional.empty(), Optional.empty()).storedAt(NOON);
    Message edited = message.edit(new MessageContent("corrected")).withEditedAt(NOON);

    assertThat(edited.edit(message.content()).editedAt()).contains(NOON);
    assertThat(edited.edit(message.content()).withEditedAt(NOON.plusSeconds(1)).editedAt())
        .contains(NOON.plusSeconds(1));
  }

  @Test
  void idsPrintAsTheirUuidAndAreNeverNull() {
    assertThat(webhook.id()).hasToString(webhook.id().value().toString());
    assertThatThrownBy(() -> new WebhookId(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new ChannelId(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new MessageId(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new Edit.Set<>(null)).isInstanceOf(NullPointerException.class);
  }

  private static WebhookEdit edit(DisplayName name, Edit<AvatarUrl> avatar, Boolean active) {
    return new WebhookEdit(Optional.ofNullable(name), avatar, Optional.ofNullable(active));
  }

  private static MessageDraft post(
      Webhook webhook, Optional<DisplayName> as, Optional<AvatarUrl> with) {
    return webhook.post(new MessageId(UUID.randomUUID()), new MessageContent("hello"), as, with);
  }
}
