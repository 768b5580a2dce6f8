package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.chatalot.HostLocks;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Ends the work beside a Chatalot. The messages of webhooks are in Chatalot's table and stay. All
 * else is in our schema, which is dropped.
 */
public final class ChatalotDetach {
  private static final int TRIES = 10;

  private final Database database;
  private final String server;

  /**
   * @param database has one connection, since all others of its name count as a server's
   * @param server the name of a server's connections in {@code pg_stat_activity}, unless the
   *     database's address gives them another name
   */
  public ChatalotDetach(Database database, String server) {
    this.database = database;
    this.server = server;
  }

  /**
   * Drops the schema, and with it all webhooks.
   *
   * @throws IllegalStateException if a server is connected, or the database is not a Chatalot's
   *     with our schema; the message is one line, and nothing was changed
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away, or others kept a lock for several seconds. Nothing was changed, unless the
   *     database went away during the commit
   */
  public Detached drop() {
    long messages = database.call(this::require);
    return end(messages, handle -> HandBack.NONE, lines -> {});
  }

  /**
   * Writes the webhooks into Chatalot's own table and drops the schema, in one transaction. Only
   * hashes of the tokens are known, so each webhook gets a new token.
   *
   * @param random makes the tokens
   * @param urlStart stands before each token, such as {@code
   *     https://chat.example.com/api/webhooks/execute/}; may be empty
   * @param deliver is given a line for each webhook with its id, its name and its URL, before the
   *     transaction is committed, since the tokens are shown nowhere else. If it throws, nothing is
   *     changed
   * @throws IllegalStateException as {@link #drop}, and if our role may not write into Chatalot's
   *     table
   * @throws io.chatalot.webhooks.domain.WebhookException as {@link #drop}
   */
  public Detached toHost(SecureRandom random, String urlStart, Consumer<List<String>> deliver) {
    long messages =
        database.call(
            handle -> {
              long found = require(handle);
              HandBack.requireRights(handle);
              HandBack.requireColumns(handle);
              return found;
            });
    return end(messages, handle -> HandBack.write(handle, random, urlStart), deliver);
  }

  private Detached end(
      long messages, Function<Handle, HandBack> handBack, Consumer<List<String>> deliver) {
    return HostLocks.inTransaction(
        database.trying(TRIES),
        handle -> {
          HandBack done = handBack.apply(handle);
          handle.execute("DROP SCHEMA webhooks CASCADE");
          // No lock is waited for from here on, so that this is done once.
          if (!done.written().isEmpty()) {
            deliver.accept(done.written());
          }
          return new Detached(messages, done.leftOut());
        });
  }

  /** Returns the number of messages of ours that stay in Chatalot's table. */
  private long require(Handle handle) {
    if (!isThere(handle, "public.messages") || !isThere(handle, "public.webhooks")) {
      throw new IllegalStateException(
          "The database is not a Chatalot's: it has no tables messages and webhooks in public;"
              + " nothing was changed");
    }
    if (!isThere(handle, "webhooks.webhook") || !isThere(handle, "webhooks.message")) {
      throw new IllegalStateException(
          "There is nothing to detach: the database has no tables of webhooks in a schema"
              + " webhooks");
    }
    int connections =
        handle
            .createQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = current_user
                  AND application_name IN (:server, current_setting('application_name'))
                  AND pid <> pg_backend_pid()
                """)
            .bind("server", server)
            .mapTo(Integer.class)
            .one();
    if (connections > 0) {
      throw new IllegalStateException(
          "A server is connected to the database (its connections: "
              + connections
              + "); stop every server first. Nothing was changed");
    }
    return handle
        .createQuery(
            """
            SELECT count(*) FROM webhooks.message AS ours
            JOIN public.messages AS host ON host.id = ours.id AND host.message_type = 'webhook'
            WHERE host.deleted_at IS NULL
            """)
        .mapTo(Long.class)
        .one();
  }

  private static boolean isThere(Handle handle, String table) {
    return handle
        .createQuery("SELECT to_regclass(:table) IS NOT NULL")
        .bind("table", table)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * The end of the work beside a Chatalot.
   *
   * @param messages the number of messages that stay in Chatalot's table
   * @param leftOut a line for each webhook that could not be written into Chatalot's table
   */
  public record Detached(long messages, List<String> leftOut) {
    public Detached {
      leftOut = List.copyOf(leftOut);
    }
  }
}
