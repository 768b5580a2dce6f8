package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.Health;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;

/** Whether this node can do its work: it has its database, and is not about to end. */
final class Readiness implements Health {
  private final Database database;
  private volatile boolean stopping;

  Readiness(Database database) {
    this.database = database;
  }

  /** From now on the node is not ready any more. */
  void stopping() {
    stopping = true;
  }

  @Override
  public List<String> missing() {
    if (stopping) {
      return List.of("the server is stopping");
    }
    try {
      database.call(handle -> handle.execute("SELECT 1"));
      return List.of();
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.UNAVAILABLE) {
        throw refused;
      }
      return List.of("the database is away");
    }
  }
}
