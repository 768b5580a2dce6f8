package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.OwnPostgres;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A PostgreSQL, a database on it with some webhooks, and the ledger of the callers of its nodes.
 */
public final class Scene implements AutoCloseable {
  /** Several channels and webhooks, so that batches lock several rows. */
  private static final int CHANNELS = 3;

  private static final int WEBHOOKS = 6;
  private static final int CALLERS = 8;

  private final Stage stage;
  private final Severity severity;
  private final OwnPostgres postgres;
  private final OwnDatabase database;
  private final Tables tables;
  private final List<String> paths;
  private final Ledger ledger = new Ledger();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Scene(
      Stage stage, Severity severity, OwnPostgres postgres, Function<OwnDatabase, Tables> tables) {
    this.stage = stage;
    this.severity = severity;
    this.postgres = postgres;
    this.database = postgres.create("faults");
    this.tables = tables.apply(database);
    // The first start makes our tables.
    try (Node first = node(Ports.free())) {
      this.paths =
          this.tables.webhooks(first, CHANNELS, WEBHOOKS).stream().map(Execution::path).toList();
    }
  }

  /** Sets a scene with the database in this folder. */
  public static Scene set(Stage stage, Severity severity, Path folder) {
    return new Scene(stage, severity, stage.postgres(folder), OwnTables::new);
  }

  /** Sets a scene beside a Chatalot, on its database. */
  public static Scene besideChatalot(Stage stage, Severity severity) {
    return new Scene(
        stage,
        severity,
        stage.postgres(stage.folder()),
        empty -> new BothTables(empty, stage.scratch()));
  }

  /** Closes {@code last} with this scene, after the scene's own parts. */
  public Scene closing(AutoCloseable last) {
    open.addLast(last);
    return this;
  }

  /** Length and number of the faults. */
  public Severity severity() {
    return severity;
  }

  /** The database server, which faults stop and start. */
  public OwnPostgres postgres() {
    return postgres;
  }

  /** The database of all nodes. */
  public OwnDatabase database() {
    return database;
  }

  /** The calls and answers of the callers. */
  public Ledger ledger() {
    return ledger;
  }

  /** The paths of the webhooks, to append to a node's URL. */
  public List<String> paths() {
    return paths;
  }

  /** Starts a node on this port, and waits until it is ready. The scene ends it. */
  public Node node(int port) {
    return node(port, database);
  }

  /**
   * Starts a node as above.
   *
   * @param way the way to the database
   */
  public Node node(int port, OwnDatabase way) {
    return node(port, tables.settings(way));
  }

  /**
   * Starts a node as above.
   *
   * @param settings override the defaults
   */
  public Node node(int port, Map<String, String> settings) {
    var environment = new HashMap<String, String>();
    environment.put("WEBHOOKS_PORT", Integer.toString(port));
    environment.putAll(tables.settings(database));
    environment.putAll(settings);
    Node node = stage.node(environment);
    open.addFirst(node);
    return node;
  }

  /** Starts callers of these nodes, half of them with keys. */
  public Callers callers(Node... nodes) {
    List<String> urls = Stream.of(nodes).map(Node::url).toList();
    return new Callers(ledger, urls, paths, CALLERS / nodes.length);
  }

  /** A burst of calls to one webhook of these nodes. */
  public Burst burst(Node... nodes) {
    List<String> urls = Stream.of(nodes).map(Node::url).toList();
    return new Burst(ledger, new Attempts(ledger, urls, paths.subList(0, 1)));
  }

  /** Notes each message that is stored, or will be, without an answer of 200 to its caller. */
  public void requireAllAnswered() {
    endNodes();
    int unconfirmed = Books.of(ledger, stored()).unconfirmed();
    if (unconfirmed > 0) {
      ledger.surprise(unconfirmed + " messages were stored and not answered");
    }
  }

  /**
   * The number of stored messages of each content. Contradictions within the database go to the
   * ledger.
   */
  public Map<String, Long> stored() {
    var stored = new HashMap<String, Long>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT content, count(*) FROM ("
                    + tables.contents()
                    + ") AS message GROUP BY 1")) {
      while (row.next()) {
        stored.put(row.getString(1), row.getLong(2));
      }
    } catch (SQLException e) {
      throw new BenchException("The messages cannot be read: " + e.getMessage(), e);
    }
    requireNone(
        "channels have gaps in their positions",
        """
        SELECT count(*) FROM webhooks.channel_feed AS feed
        WHERE last_position <>
            (SELECT count(*) FROM webhooks.message WHERE channel_id = feed.channel_id)
          OR last_position <>
            (SELECT max(position) FROM webhooks.message WHERE channel_id = feed.channel_id)
        """);
    requireNone(
        "webhooks count their messages wrongly",
        """
        SELECT count(*) FROM webhooks.webhook_usage AS usage
        WHERE messages_sent <>
            (SELECT count(*) FROM webhooks.message WHERE webhook_id = usage.webhook_id)
        """);
    tables.contradictions().forEach(this::requireNone);
    requireNone(
        "deadlocks happened", "SELECT deadlocks FROM pg_stat_database WHERE datname = 'faults'");
    return stored;
  }

  private void requireNone(String what, String sql) {
    String count = database.value(sql);
    if (!count.equals("0")) {
      ledger.surprise(count + " " + what);
    }
  }

  /** Ends the nodes, so that the tables stay as they are. */
  public void endNodes() {
    open.stream().filter(Node.class::isInstance).map(Node.class::cast).forEach(Node::close);
  }

  @Override
  public void close() {
    endNodes();
    try {
      postgres.close();
      for (AutoCloseable each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new BenchException("The scene cannot be cleared: " + e.getMessage(), e);
    }
  }
}
