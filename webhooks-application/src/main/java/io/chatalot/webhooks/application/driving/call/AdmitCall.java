package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import java.util.Objects;
import java.util.Optional;

/**
 * Admits a call of a webhook, which is the first step of every verb. The refusals are those of
 * {@link ExecuteWebhook}.
 */
public interface AdmitCall {
  /**
   * Resolves the token and counts the call against the limit of its webhook. A call without a
   * callable webhook counts as a miss of its client instead.
   *
   * @throws CallRefused with {@code NOT_FOUND} for a miss; with {@code RATE_LIMITED} if the calls
   *     of the webhook or the misses of the client are over their limit
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the stores are
   *     away; then nothing is counted
   */
  Admission admit(Credentials credentials);

  /**
   * Refuses a client over its limit on misses whose token no webhook had in the last two seconds;
   * returns for every other call. Needs no look-up, so it may precede everything else.
   *
   * @throws CallRefused with {@code RATE_LIMITED}
   */
  void requireNotHeldBack(Credentials credentials);

  /** The configured limits, which are the same for every caller. */
  Limits limits();

  /**
   * The quotas of a webhook that was never called, and of a client that never missed.
   *
   * @param webhook the limit of each webhook; empty if calls are not limited
   * @param misses the limit of each client on misses; empty if they are not limited
   */
  record Limits(Optional<Quota> webhook, Optional<Quota> misses) {
    public Limits {
      Objects.requireNonNull(webhook, "webhook");
      Objects.requireNonNull(misses, "misses");
    }
  }
}
