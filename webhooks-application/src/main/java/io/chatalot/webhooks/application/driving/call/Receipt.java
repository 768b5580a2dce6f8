package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.Quota;
import java.util.Objects;
import java.util.Optional;

/**
 * The promise that a message is safe: committed, and not to be lost by a crash.
 *
 * @param message what was sent
 * @param replayed whether an earlier call with the same key sent it, and this one sent nothing
 * @param quota what the limit on the webhook lets through now; empty if calls are not limited
 */
public record Receipt(RenderedMessage message, boolean replayed, Optional<Quota> quota) {
  public Receipt {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(quota, "quota");
  }
}
