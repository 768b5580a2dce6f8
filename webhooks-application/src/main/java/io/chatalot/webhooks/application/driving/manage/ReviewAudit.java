package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.AuditEntry;
import java.util.List;

/** Shows who changed the webhooks of a channel, and how. */
public interface ReviewAudit {
  /**
   * The latest audit entries, the newest first, also those of deleted webhooks.
   *
   * @param limit the most entries, at least 1
   */
  List<AuditEntry> review(int limit);
}
