package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The usage of a webhook. Deleted messages stay counted. */
public record Usage(long messagesSent, Optional<Instant> lastUsedAt) {
  /** The usage of a webhook that never sent a message. */
  public static final Usage NONE = new Usage(0, Optional.empty());

  public Usage {
    Objects.requireNonNull(lastUsedAt, "lastUsedAt");
  }
}
