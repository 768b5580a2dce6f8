package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;

/** An Owner or Admin looks up who did what to a channel's webhooks. */
public interface ReviewAudit {
  /**
   * The latest entries, the newest first.
   *
   * @param limit how many at most, at least 1
   */
  List<AuditEntry> review(UserId by, ChannelId channel, int limit);
}
