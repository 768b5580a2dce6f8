package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.Quota;
import java.util.Objects;
import java.util.Optional;

/**
 * The promise that a message is durable: committed, so that no crash loses it.
 *
 * @param message the durable message
 * @param replayed whether an earlier call with the same key sent the message, and this call sent
 *     nothing
 * @param quota the calls that the webhook's limit still allows; empty if calls are not limited
 */
public record Receipt(RenderedMessage message, boolean replayed, Optional<Quota> quota) {
  public Receipt {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(quota, "quota");
  }
}
