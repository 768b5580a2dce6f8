package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.PreparedSource;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the notices of other nodes on one connection, which it replaces if it is lost. */
final class NoticeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeListener.class);

  /** The longest time until it notices its end. */
  private static final Duration TURN = Duration.ofMillis(200);

  /** How often a silent connection is checked, since it may be dead without a sign. */
  private static final Duration CHECK = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final String ownBeginning;
  private final Subscribers subscribers;
  private final Recurring listening;
  private volatile Duration pause = FIRST_PAUSE;
  private volatile boolean closed;

  NoticeListener(DataSource dataSource, UUID node, Subscribers subscribers, Background background) {
    this.dataSource = PreparedSource.of(dataSource);
    this.ownBeginning = node.toString();
    this.subscribers = subscribers;
    listening = background.again(this::nextPause, "notice_listener", this::listen);
  }

  @Override
  public void close() {
    closed = true;
    listening.closeAndWait(LONGEST_PAUSE);
  }

  private void listen() {
    try (Connection connection = dataSource.getConnection()) {
      listen(connection);
    } catch (SQLException e) {
      complain(e);
    }
  }

  private Duration nextPause() {
    Duration next = pause;
    pause = min(next.multipliedBy(2), LONGEST_PAUSE);
    return next;
  }

  /** Listens until the end, or until the connection is found dead. */
  private void listen(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    execute(connection, "LISTEN " + Notice.NAME);
    LOG.debug("Listening for notices");
    pause = FIRST_PAUSE;
    // Notices may have been sent while nobody listened.
    subscribers.wakeAll();
    long checked = System.nanoTime();
    while (!closed) {
      hear(postgres.getNotifications((int) TURN.toMillis()));
      if (System.nanoTime() - checked > CHECK.toNanos()) {
        if (!connection.isValid((int) LONGEST_PAUSE.toSeconds())) {
          return;
        }
        // Takes the notices that came with the answer without waiting for more.
        hear(postgres.getNotifications());
        checked = System.nanoTime();
      }
    }
    // The connection may return to a pool.
    execute(connection, "UNLISTEN " + Notice.NAME);
  }

  private void hear(PGNotification[] notifications) {
    if (notifications == null) {
      return;
    }
    for (PGNotification notification : notifications) {
      String text = notification.getParameter();
      if (!text.startsWith(ownBeginning)) {
        Notice.parse(text).ifPresent(notice -> notice.channels().forEach(subscribers::wake));
      }
    }
  }

  /** Logs only the first of a series of failures. */
  private void complain(Exception e) {
    if (pause.equals(FIRST_PAUSE) && !closed) {
      LOG.warn("Notices of other nodes come late until there is a connection: {}", e.toString());
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
