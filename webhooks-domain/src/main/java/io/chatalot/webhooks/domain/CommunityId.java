package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.UUID;

/** Identifies a community. */
public record CommunityId(UUID value) {
  public CommunityId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
