package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/** The choices of a new webhook's creator. */
public record WebhookDraft(
    DisplayName name, Optional<AvatarUrl> avatarUrl, Optional<Template> template) {
  public WebhookDraft {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
    Objects.requireNonNull(template, "template");
  }

  /** A webhook without a template. */
  public WebhookDraft(DisplayName name, Optional<AvatarUrl> avatarUrl) {
    this(name, avatarUrl, Optional.empty());
  }

  /** A webhook without an avatar. */
  public static WebhookDraft named(String name) {
    return new WebhookDraft(new DisplayName(name), Optional.empty());
  }
}
