package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;

/** A refusal of a caller, with the limit that it counts against, if that limit is on. */
public final class CallRefused extends WebhookException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Quota> quota;

  public CallRefused(Reason reason, String message, Optional<Quota> quota) {
    super(reason, message);
    this.quota = quota;
  }

  public Optional<Quota> quota() {
    return quota;
  }
}
