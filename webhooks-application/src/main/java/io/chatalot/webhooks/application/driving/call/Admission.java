package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Objects;
import java.util.Optional;

/**
 * One call that was let in: its token was resolved, and it took one place in the limit of its
 * webhook. It is good for one call.
 *
 * @param webhook the webhook that the token is of
 * @param lookedUp whether the webhook was looked up for this call; otherwise it was remembered, may
 *     be out of date, and decides nothing
 * @param quota what the limit lets through after this call; empty if calls are not limited
 */
public record Admission(
    Credentials credentials, Webhook webhook, boolean lookedUp, Optional<Quota> quota) {
  public Admission {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(quota, "quota");
  }
}
