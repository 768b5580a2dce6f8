package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;

/**
 * A call that sends nothing, to be remembered by its key.
 *
 * @param webhookVersion remembered only if the webhook still has this version
 */
public record SkippedCall(ChannelId channel, WebhookId webhook, long webhookVersion, Once once) {
  public SkippedCall {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(once, "once");
  }

  /** What became of the call. */
  public enum Outcome {
    /** The key is durably that of a call that sent nothing. */
    REMEMBERED,
    /** The key was used before. */
    KEY_USED,
    /** The webhook has another version or is deleted; the key was not looked up. */
    WEBHOOK_CHANGED
  }
}
