package io.chatalot.webhooks.application.driving;

import java.util.Objects;

/**
 * The promise that a message is safe: committed, and not to be lost by a crash.
 *
 * @param message what was sent
 * @param replayed whether an earlier call with the same key sent it, and this one sent nothing
 */
public record Receipt(RenderedMessage message, boolean replayed) {
  public Receipt {
    Objects.requireNonNull(message, "message");
  }
}
