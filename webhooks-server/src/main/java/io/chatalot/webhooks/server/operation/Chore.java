package io.chatalot.webhooks.server.operation;

import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * A part of the housekeeping.
 *
 * @param kind what is removed, for a metric
 * @param work removes rows and returns their number; may throw {@link
 *     io.chatalot.webhooks.domain.WebhookException} with {@code UNAVAILABLE} if the database is
 *     away
 */
public record Chore(String kind, IntSupplier work) {
  public Chore {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(work, "work");
  }
}
