package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;
import java.util.Optional;

/**
 * A refused and answered call.
 *
 * @param counted whether the call counts against a limit already; if not, its token was not
 *     resolved before the answer
 * @param webhook for a counted call the webhook of its token, active or not
 */
public record RefusedCall(
    Credentials credentials, boolean counted, Optional<WebhookId> webhook, Refusal refusal) {
  public RefusedCall {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(refusal, "refusal");
  }
}
