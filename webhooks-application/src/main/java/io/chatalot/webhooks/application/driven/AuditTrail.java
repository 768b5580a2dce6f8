package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.List;

/** Reads what {@link WebhookStore} remembered of its changes. */
public interface AuditTrail {
  /**
   * The latest entries of a channel, those of deleted webhooks too, the newest first: in the order
   * in which they were stored, whatever their times.
   *
   * @param limit how many at most, at least 1
   */
  List<AuditEntry> latest(ChannelId channel, int limit);
}
