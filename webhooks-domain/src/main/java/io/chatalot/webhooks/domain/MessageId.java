package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.UUID;

/** Identifies a message. */
public record MessageId(UUID value) {
  public MessageId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
