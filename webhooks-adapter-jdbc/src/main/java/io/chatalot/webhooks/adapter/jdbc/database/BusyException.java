package io.chatalot.webhooks.adapter.jdbc.database;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;

/**
 * A call that the database gave up because another transaction was in the way: a lock that was not
 * free in time, a deadlock, or a serialization failure. The database is there, and other calls may
 * succeed.
 */
public final class BusyException extends WebhookException {
  private static final long serialVersionUID = 1L;

  BusyException() {
    super(Reason.UNAVAILABLE, "The database is busy; try again.");
  }
}
