package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.List;

/** Reads what {@link WebhookStore} remembered of its changes. */
public interface AuditTrail {
  /**
   * The latest entries of a channel, the newest first, those of deleted webhooks too.
   *
   * @param limit how many at most, at least 1
   */
  List<AuditEntry> latest(ChannelId channel, int limit);
}
