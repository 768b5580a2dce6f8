package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/** What an edit does to an avatar: keep it, set another, or remove it. */
public sealed interface AvatarEdit {
  /** Returns the avatar after the edit. */
  Optional<AvatarUrl> apply(Optional<AvatarUrl> before);

  /** Leaves the avatar as it is. */
  record Keep() implements AvatarEdit {
    @Override
    public Optional<AvatarUrl> apply(Optional<AvatarUrl> before) {
      return before;
    }
  }

  /** Puts this avatar in place of any other. */
  record Set(AvatarUrl url) implements AvatarEdit {
    public Set {
      Objects.requireNonNull(url, "url");
    }

    @Override
    public Optional<AvatarUrl> apply(Optional<AvatarUrl> before) {
      return Optional.of(url);
    }
  }

  /** Leaves the webhook without an avatar. */
  record Remove() implements AvatarEdit {
    @Override
    public Optional<AvatarUrl> apply(Optional<AvatarUrl> before) {
      return Optional.empty();
    }
  }
}
