package io.chatalot.webhooks.bench.faults.database;

import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.Ports;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Ends all sessions of the server at its database over and over, in mid-transaction too. */
final class EndedSessions implements Fault {
  private static final String END =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  private static final long PAUSE_MILLIS = 20;

  @Override
  public String title(Severity severity) {
    return String.format(
        Locale.ROOT,
        "`pg_terminate_backend` of all sessions, for %d s",
        severity.time().toSeconds());
  }

  @Override
  public String happen(Scene scene) throws SQLException {
    long ended;
    var times = new Times();
    Node node = scene.node(Ports.free());
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      ended = endSessions(scene);
      times.add(callers.awaitServed(1));
      callers.awaitServed(Moments.of(0));
    }
    if (ended == 0) {
      scene.ledger().surprise("no session was ended");
    }
    Service.requireSoon(scene, times.longest());
    Service.requireAlive(scene, node);
    return String.format(
        Locale.ROOT, "%,d sessions ended; served again after %s", ended, times.shown());
  }

  private static long endSessions(Scene scene) throws SQLException {
    long ended = 0;
    long start = System.nanoTime();
    try (Connection connection = scene.database().connect();
        Statement statement = connection.createStatement()) {
      while (System.nanoTime() - start < scene.severity().time().toNanos()) {
        try (ResultSet row = statement.executeQuery(END)) {
          row.next();
          ended += row.getLong(1);
        }
        Service.pause(PAUSE_MILLIS);
      }
    }
    return ended;
  }
}
