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

/** Hears the notices of the other nodes, on a connection that it keeps, and gets again if lost. */
final class NoticeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeListener.class);

  /** How long it may take to notice that it is to end. */
  private static final Duration TURN = Duration.ofMillis(200);

  /** A connection may be dead without a sign, since nothing is sent on it. */
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

  /** Returns when it is to end, or the connection is found dead. */
  private void listen(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    execute(connection, "LISTEN " + Notice.NAME);
    LOG.debug("Listening for notices");
    pause = FIRST_PAUSE;
    // There may have been notices while nobody listened.
    subscribers.wakeAll();
    long checked = System.nanoTime();
    while (!closed) {
      hear(postgres.getNotifications((int) TURN.toMillis()));
      if (System.nanoTime() - checked > CHECK.toNanos()) {
        if (!connection.isValid((int) LONGEST_PAUSE.toSeconds())) {
          return;
        }
        // What came with the answer is here already, and nothing more need come.
        hear(postgres.getNotifications());
        checked = System.nanoTime();
      }
    }
    // It may go back to a pool.
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

  /** Only the first of a row of failures is worth a line. */
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
