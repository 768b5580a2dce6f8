package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;

/** A refusal of a caller, with the limit that the call counts against. */
public final class CallRefused extends WebhookException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final transient Optional<Quota> quota;

  public CallRefused(Reason reason, String message, Limit limit, Optional<Quota> quota) {
    super(reason, message);
    this.limit = limit;
    this.quota = quota;
  }

  public Limit limit() {
    return limit;
  }

  /** What is left of the limit; empty if it is off. */
  public Optional<Quota> quota() {
    return quota;
  }

  /** Which calls are counted together. */
  public enum Limit {
    /** Those of one webhook. */
    WEBHOOK,
    /** Those of one client that met no webhook. */
    MISSES,
    /** Logins that failed, of one client or on one account. */
    LOGINS
  }
}
