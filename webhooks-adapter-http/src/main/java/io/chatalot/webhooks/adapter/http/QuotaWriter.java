package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.Quota;
import io.javalin.http.Context;

/** How callers are told what is left of the limit that a call counts against. */
interface QuotaWriter {
  /**
   * @param policy the limit's name, the same on every answer that counts against it
   */
  void write(Context ctx, String policy, Quota quota);
}
