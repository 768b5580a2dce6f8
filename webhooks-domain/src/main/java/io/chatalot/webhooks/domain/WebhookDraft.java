package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/** What its maker decides of a new webhook. */
public record WebhookDraft(DisplayName name, Optional<AvatarUrl> avatarUrl) {
  public WebhookDraft {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
  }

  /** A webhook without an avatar. */
  public static WebhookDraft named(String name) {
    return new WebhookDraft(new DisplayName(name), Optional.empty());
  }
}
