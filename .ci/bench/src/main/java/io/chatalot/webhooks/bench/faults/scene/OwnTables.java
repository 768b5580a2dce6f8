package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.util.List;
import java.util.Map;

/** The server's own tables, standalone. */
final class OwnTables implements Tables {
  private final OwnDatabase database;

  OwnTables(OwnDatabase database) {
    this.database = database;
  }

  @Override
  public Map<String, String> settings(OwnDatabase way) {
    return Map.of("WEBHOOKS_DATABASE_URL", way.url());
  }

  @Override
  public List<String> webhooks(Node first, int channels, int webhooks) {
    return Seeds.webhooks(database, channels, webhooks);
  }

  @Override
  public String contents() {
    return "SELECT content FROM webhooks.message";
  }

  @Override
  public Map<String, String> contradictions() {
    return Map.of();
  }
}
