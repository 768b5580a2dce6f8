package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that was refused and answered.
 *
 * @param counted whether it has taken its place in a limit, or counts as a miss, already; if not,
 *     its token was not resolved before the answer
 * @param webhook of a counted call: the webhook that its token is of, live or not
 */
public record RefusedCall(
    Credentials credentials, boolean counted, Optional<WebhookId> webhook, Refusal refusal) {
  public RefusedCall {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(refusal, "refusal");
  }
}
