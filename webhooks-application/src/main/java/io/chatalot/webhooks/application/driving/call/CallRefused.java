package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/** The refusal of a call, with the limit that the call counts against. */
public final class CallRefused extends WebhookException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final transient Optional<Quota> quota;
  private final transient Optional<WebhookId> webhook;

  public CallRefused(Reason reason, String message, Limit limit, Optional<Quota> quota) {
    this(reason, message, limit, quota, Optional.empty());
  }

  /**
   * @param webhook the webhook of the token, active or not
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

  /** The calls that the limit still allows; empty if it is off. */
  public Optional<Quota> quota() {
    return quota;
  }

  /**
   * The webhook of the token, even if inactive or archived. Only its managers may see it, never the
   * caller. Empty if no webhook has the token.
   */
  public Optional<WebhookId> webhook() {
    return webhook;
  }

  /** The calls that are counted together. */
  public enum Limit {
    /** The calls of one webhook. */
    WEBHOOK,
    /** The calls of one client without a callable webhook. */
    MISSES,
    /** The failed logins of one client or on one account. */
    LOGINS
  }
}
