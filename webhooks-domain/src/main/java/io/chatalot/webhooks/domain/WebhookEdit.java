package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The changes of an edit; an empty name or switch stays as it is (the guide, "Editing a Webhook").
 */
public record WebhookEdit(Optional<DisplayName> name, AvatarEdit avatar, Optional<Boolean> active) {
  public WebhookEdit {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(avatar, "avatar");
    Objects.requireNonNull(active, "active");
  }

  /** Switches a webhook on or off, and changes nothing else. */
  public static WebhookEdit switched(boolean active) {
    return new WebhookEdit(Optional.empty(), new AvatarEdit.Keep(), Optional.of(active));
  }
}
