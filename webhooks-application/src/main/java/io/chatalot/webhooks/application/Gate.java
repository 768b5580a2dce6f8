package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.AdmitCall.Limits;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/**
 * Admits calls. Each call counts against the limit of its webhook, or, as a miss, against the limit
 * of its client.
 */
final class Gate {
  private final Tokens tokens;
  private final RateLimiter calls;
  private final RateLimiter misses;

  Gate(Tokens tokens, RateLimiter calls, RateLimiter misses) {
    this.tokens = tokens;
    this.calls = calls;
    this.misses = misses;
  }

  Admission admit(Credentials credentials) {
    Optional<Webhook> remembered = tokens.remembered(credentials.token()).filter(credentials::mean);
    if (remembered.isEmpty()) {
      requireNotHeldBack(credentials);
    }
    Webhook webhook = remembered.orElseGet(() -> lookUp(credentials));
    if (!calls.tryAcquire(key(credentials))) {
      // The cached webhook may be deleted by now, and a deleted webhook has no limit.
      WebhookId id = remembered.isPresent() ? lookUp(credentials).id() : webhook.id();
      throw new CallRefused(
          Reason.RATE_LIMITED,
          "This webhook is called too often.",
          Limit.WEBHOOK,
          calls.quota(key(credentials)),
          Optional.of(id));
    }
    return new Admission(credentials, webhook, remembered.isEmpty(), calls.quota(key(credentials)));
  }

  /** The current webhook of an admitted call; looks it up unless the admission did. */
  Webhook current(Admission admission) {
    return admission.lookedUp() ? admission.webhook() : lookUp(admission.credentials());
  }

  /**
   * The webhook, if it may be called. The refusal is the same for an unknown token, an inactive
   * webhook, an archived channel and the token of another webhook.
   */
  Webhook lookUp(Credentials credentials) {
    Resolved resolved = tokens.lookUp(credentials.token());
    return resolved
        .live()
        .filter(credentials::mean)
        .orElseThrow(() -> miss(credentials.client(), resolved.id()));
  }

  void requireNotHeldBack(Credentials credentials) {
    if (tokens.hadNone(credentials.token())
        && isOverLimit(credentials.client())
        && !misses.tryAcquire(credentials.client())) {
      throw tooManyMisses(credentials.client(), Optional.empty());
    }
  }

  /** Counts a call that was refused and answered before its token was resolved. */
  void countAnswered(Credentials credentials, Resolved resolved) {
    if (resolved.live().filter(credentials::mean).isPresent()) {
      calls.countAnswered(key(credentials));
    } else {
      misses.countAnswered(credentials.client());
    }
  }

  Limits limits() {
    return new Limits(calls.untouched(), misses.untouched());
  }

  private boolean isOverLimit(String client) {
    return misses.quota(client).filter(quota -> quota.remaining() < 1).isPresent();
  }

  private CallRefused miss(String client, Optional<WebhookId> webhook) {
    return misses.tryAcquire(client)
        ? new CallRefused(
            Reason.NOT_FOUND, "No such webhook.", Limit.MISSES, misses.quota(client), webhook)
        : tooManyMisses(client, webhook);
  }

  private CallRefused tooManyMisses(String client, Optional<WebhookId> webhook) {
    return new CallRefused(
        Reason.RATE_LIMITED,
        "Too many calls of unknown webhooks.",
        Limit.MISSES,
        misses.quota(client),
        webhook);
  }

  private static String key(Credentials credentials) {
    return credentials.token().hex();
  }
}
