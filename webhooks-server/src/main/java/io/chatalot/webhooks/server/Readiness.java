package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.Health;
import io.chatalot.webhooks.adapter.jdbc.Database;
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
    return database.isThere() ? List.of() : List.of("the database is away");
  }
}
