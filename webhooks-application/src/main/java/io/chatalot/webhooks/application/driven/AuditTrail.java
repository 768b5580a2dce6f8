package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.List;

/** Reads the audit entries that {@link WebhookStore} wrote. */
public interface AuditTrail {
  /**
   * The latest entries of a channel, including those of deleted webhooks, the newest first. The
   * order of storage decides, not the times of the entries.
   *
   * @param limit the most entries, at least 1
   */
  List<AuditEntry> latest(ChannelId channel, int limit);
}
