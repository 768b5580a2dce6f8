package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The changes of an edit; an empty name or switch stays as it is (the guide, "Editing a Webhook").
 */
public record WebhookEdit(
    Optional<DisplayName> name,
    Edit<AvatarUrl> avatar,
    Edit<Template> template,
    Optional<Boolean> active) {
  public WebhookEdit {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(avatar, "avatar");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(active, "active");
  }

  /** An edit that keeps the template. */
  public WebhookEdit(Optional<DisplayName> name, Edit<AvatarUrl> avatar, Optional<Boolean> active) {
    this(name, avatar, new Edit.Keep<>(), active);
  }

  /** Switches a webhook on or off, and changes nothing else. */
  public static WebhookEdit switched(boolean active) {
    return new WebhookEdit(Optional.empty(), new Edit.Keep<>(), Optional.of(active));
  }

  /** Sets or removes the template, and changes nothing else. */
  public static WebhookEdit of(Edit<Template> template) {
    return new WebhookEdit(Optional.empty(), new Edit.Keep<>(), template, Optional.empty());
  }
}
