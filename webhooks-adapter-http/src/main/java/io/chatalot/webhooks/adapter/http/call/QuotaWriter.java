package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;

/**
 * How callers learn what is left of a limit. Headers must not tell a live token from a dead one, so
 * only a call that reached its webhook learns what is left of the webhook's limit.
 */
public interface QuotaWriter {
  /** On the answer to a call that reached its webhook: what the webhook's limit lets through. */
  void reached(Context ctx, Quota quota);

  /** On the 429 for a client that missed too often: what its limit on misses lets through. */
  void heldBack(Context ctx, Quota quota);
}
