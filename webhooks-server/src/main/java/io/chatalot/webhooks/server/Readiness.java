package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.Health;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import java.util.List;

/**
 * Whether this node can do its work: it reads its database, would store a message now, and is not
 * about to end.
 */
final class Readiness implements Health {
  private final Database database;
  private final JdbcMessageLog messages;
  private volatile boolean stopping;

  Readiness(Database database, JdbcMessageLog messages) {
    this.database = database;
    this.messages = messages;
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
    if (!database.isThere()) {
      return List.of("the database is away");
    }
    return messages.isStoring() ? List.of() : List.of("the database stores no messages");
  }
}
