package io.chatalot.webhooks.server.database;

import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.util.List;

/**
 * Whether this node is ready: it can read its database, would store a message now, and is not about
 * to stop.
 */
public final class Readiness implements Health {
  private final Database database;
  private final JdbcMessageLog messages;
  private volatile boolean stopping;

  public Readiness(Database database, JdbcMessageLog messages) {
    this.database = database;
    this.messages = messages;
  }

  /** Makes the node not ready, for good. */
  public void stopping() {
    stopping = true;
  }

  @Override
  public List<String> missing() {
    if (stopping) {
      return List.of("the server is stopping");
    }
    if (!database.isThere()) {
      return List.of("the database is away");
    }
    return messages.isStoring() ? List.of() : List.of("the database stores no messages");
  }
}
