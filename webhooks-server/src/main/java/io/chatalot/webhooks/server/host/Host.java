package io.chatalot.webhooks.server.host;

import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Health;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.MessageTables;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.server.operation.Chore;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * The platform that has the users and channels: the server's own tables, or a live Chatalot. Safe
 * for use by many threads.
 */
public interface Host {
  /** The stores of the host's database, whose tables are ready. */
  Stores stores();

  Directory directory();

  Authenticator authenticator();

  /** Where the text of messages stands. */
  MessageTables messageTables();

  /** Called once, when messages can be stored and followed. */
  default void attach(JdbcMessageLog messages) {}

  /**
   * The routes that the server adds to the webhooks' own.
   *
   * @param scrape all metrics in Prometheus' text format
   * @param publicUrl where browsers reach the server
   */
  ServerApi api(Health health, Supplier<String> scrape, Supplier<URI> publicUrl);

  /** Called when the server begins to end, before its last answers. */
  default void stopping() {}

  /** What the housekeeping does for this host. */
  List<Chore> chores();
}
