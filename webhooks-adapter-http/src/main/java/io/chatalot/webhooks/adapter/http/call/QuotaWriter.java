package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;

/**
 * Writes the remaining quota into the headers of an answer. Headers must not tell a live token from
 * a dead token, so only the answer to a call that reached its webhook has the webhook's quota.
 */
public interface QuotaWriter {
  /** Writes the webhook's quota, on the answer to a call that reached its webhook. */
  void reached(Context ctx, Quota quota);

  /** Writes the client's quota of misses, on the 429 for a client over that limit. */
  void heldBack(Context ctx, Quota quota);
}
