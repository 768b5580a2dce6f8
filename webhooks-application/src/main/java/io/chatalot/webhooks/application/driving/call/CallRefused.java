package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/** A refusal of a caller, with the limit that the call counts against. */
public final class CallRefused extends WebhookException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final transient Optional<Quota> quota;
  private final transient Optional<WebhookId> webhook;

  public CallRefused(Reason reason, String message, Limit limit, Optional<Quota> quota) {
    this(reason, message, limit, quota, Optional.empty());
  }

  /**
   * @param webhook the webhook that the token is of, live or not
   */
  public CallRefused(
      Reason reason,
      String message,
      Limit limit,
      Optional<Quota> quota,
      Optional<WebhookId> webhook) {
    super(reason, message);
    this.limit = limit;
    this.quota = quota;
    this.webhook = webhook;
  }

  public Limit limit() {
    return limit;
  }

  /** What is left of the limit; empty if it is off. */
  public Optional<Quota> quota() {
    return quota;
  }

  /**
   * The webhook that the token is of, off or archived too: for its managers alone, never for the
   * caller. Empty if no webhook has the token.
   */
  public Optional<WebhookId> webhook() {
    return webhook;
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
