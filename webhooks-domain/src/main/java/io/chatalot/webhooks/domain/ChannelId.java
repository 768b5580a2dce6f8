package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.UUID;

/** Identifies a channel. */
public record ChannelId(UUID value) {
  public ChannelId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
