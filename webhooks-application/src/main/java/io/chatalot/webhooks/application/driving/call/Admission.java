package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Objects;
import java.util.Optional;

/**
 * An admitted call: its token is resolved, and it counts against the limit of its webhook. Valid
 * for one call.
 *
 * @param webhook the webhook of the token
 * @param lookedUp whether the webhook was looked up for this call; a cached webhook may be out of
 *     date, and decides nothing
 * @param quota the calls that the limit still allows after this one; empty if calls are not limited
 */
public record Admission(
    Credentials credentials, Webhook webhook, boolean lookedUp, Optional<Quota> quota) {
  public Admission {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(quota, "quota");
  }
}
