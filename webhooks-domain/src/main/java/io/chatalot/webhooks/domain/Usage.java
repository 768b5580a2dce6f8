package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How much a webhook was used. Deleted messages stay counted. */
public record Usage(long messagesSent, Optional<Instant> lastUsedAt) {
  /** Of a webhook that never sent anything. */
  public static final Usage NONE = new Usage(0, Optional.empty());

  public Usage {
    Objects.requireNonNull(lastUsedAt, "lastUsedAt");
  }
}
