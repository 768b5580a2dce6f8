package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets the call of a webhook in: the first step of every call, whatever it does then. The refusals
 * are those of {@link ExecuteWebhook}.
 */
public interface AdmitCall {
  /**
   * Resolves the token and takes one place in the limit of its webhook. A call that meets no
   * webhook counts as a miss of its client instead.
   *
   * @throws CallRefused with {@code NOT_FOUND} for a miss; with {@code RATE_LIMITED} if the webhook
   *     is called, or the client misses, too often
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the stores are
   *     away; then nothing was counted
   */
  Admission admit(Credentials credentials);

  /**
   * Refuses a client that is over its limit on misses and calls once more with a token that no
   * webhook had in the last two seconds; returns for every other call. Needs no look-up, so it may
   * come before everything else.
   *
   * @throws CallRefused with {@code RATE_LIMITED}
   */
  void requireNotHeldBack(Credentials credentials);

  /** The limits themselves, the same whoever calls. */
  Limits limits();

  /**
   * What an untouched limit lets through.
   *
   * @param webhook the limit of each webhook; empty if calls are not limited
   * @param misses the limit of each client on calls that meet no webhook; empty likewise
   */
  record Limits(Optional<Quota> webhook, Optional<Quota> misses) {
    public Limits {
      Objects.requireNonNull(webhook, "webhook");
      Objects.requireNonNull(misses, "misses");
    }
  }
}
