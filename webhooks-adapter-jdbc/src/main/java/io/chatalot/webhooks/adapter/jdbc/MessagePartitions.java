package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits the tables of messages by channel, for databases that hold hundreds of millions of them:
 * each partition has indexes of its own that fit into memory, is vacuumed by itself, and can be put
 * on a disk of its own. All messages of a channel are in one partition, so that reading a channel
 * touches one, and storing touches those of the channels in the batch.
 */
public final class MessagePartitions {
  /** The smallest number of partitions other than 0. */
  public static final int FEWEST = 2;

  /**
   * The largest number of partitions; with it, planning the statement that reads a page takes some
   * 0.2 ms longer.
   */
  public static final int MOST = 256;

  /**
   * A statement of several channels locks all partitions and their indexes. PostgreSQL's default of
   * 64 is enough for 16 partitions, even if all connections run such a statement at once.
   */
  private static final int LOCKS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(MessagePartitions.class);
  private static final List<String> TABLES = List.of("message", "message_change");

  /** An advisory lock of the database, different from the locks of {@link JdbcWebhookStore}. */
  static final long LOCK = 0x7765_6268_6f6f_6b70L;

  private static final Executor SAME_THREAD = Runnable::run;

  private MessagePartitions() {}

  /**
   * Partitions the tables into this number. Call it after {@link Migrations#migrate}, at each
   * start; several nodes may do so at once.
   *
   * <p>Tables without partitions are copied into partitions in one transaction. Meanwhile (see
   * {@code docs/scaling.md}) the tables are locked for reading and writing, and the disk must hold
   * a second copy. Rights that were granted on them by hand must be granted again. Partitioned
   * tables stay as they are.
   *
   * @param count {@link #FEWEST} to {@link #MOST}, or 0 for plain tables
   * @throws IllegalStateException if the tables have another number of partitions already, or
   *     PostgreSQL's {@code max_locks_per_transaction} is less than four for each partition; the
   *     message is one line and names both numbers
   * @throws org.jdbi.v3.core.JdbiException if the database refuses or is away
   */
  public static void require(DataSource dataSource, int count) {
    if (count != 0 && (count < FEWEST || count > MOST)) {
      throw new IllegalArgumentException(
          "there can be 0 partitions, or " + FEWEST + " to " + MOST + ", not " + count);
    }
    try {
      Jdbi.create(new Connections(dataSource))
          .useTransaction(
              handle -> {
                if (found(handle) != count) {
                  takingItsTime(handle, () -> lockAndRequire(handle, count));
                }
              });
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  /**
   * Checks again, since another node may have partitioned the tables while this node waited for the
   * lock.
   */
  private static void lockAndRequire(Handle handle, int count) throws SQLException {
    handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    int found = found(handle);
    if (found == count) {
      return;
    }
    if (found != 0) {
      throw new IllegalStateException(
          "the messages of this database are split into " + found + " partitions, for good");
    }
    int locks = handle.createQuery("SHOW max_locks_per_transaction").mapTo(Integer.class).one();
    if (count * LOCKS > locks) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "PostgreSQL's max_locks_per_transaction of %d is enough for %d partitions only",
              locks,
              locks / LOCKS));
    }
    split(handle, count);
  }

  /** Lifts the time-outs of statements and locks, since waiting and copying may take longer. */
  private static void takingItsTime(Handle handle, Work work) throws SQLException {
    Connection connection = handle.getConnection();
    int timeout = connection.getNetworkTimeout();
    connection.setNetworkTimeout(SAME_THREAD, 0);
    try {
      handle.execute("SET LOCAL lock_timeout = 0");
      work.run();
    } finally {
      connection.setNetworkTimeout(SAME_THREAD, timeout);
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  /** The number of partitions; 0 for a plain table. */
  private static int found(Handle handle) {
    return handle
        .createQuery(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'webhooks.message'::regclass")
        .mapTo(Integer.class)
        .one();
  }

  private static void split(Handle handle, int count) {
    long start = System.nanoTime();
    LOG.info("Splitting the messages into {} partitions; nobody can use them meanwhile", count);
    // In the order in which edits lock the tables.
    handle.execute("LOCK TABLE webhooks.message, webhooks.message_change IN ACCESS EXCLUSIVE MODE");
    TABLES.forEach(table -> split(handle, table, count));
    LOG.info("Split the messages in {} ms", (System.nanoTime() - start) / 1_000_000);
  }

  /**
   * Copies the columns as the migrations left them. Creates the indexes last, since building an
   * index is faster than filling it row by row.
   */
  private static void split(Handle handle, String table, int count) {
    List<String> indexes = indexes(handle, table);
    handle.execute(
        String.format(Locale.ROOT, "ALTER TABLE webhooks.%1$s RENAME TO %1$s_whole", table));
    handle.execute(
        String.format(
            Locale.ROOT,
            """
            CREATE TABLE webhooks.%1$s (LIKE webhooks.%1$s_whole INCLUDING ALL EXCLUDING INDEXES)
            PARTITION BY HASH (channel_id)
            """,
            table));
    for (int i = 0; i < count; i++) {
      handle.execute(
          String.format(
              Locale.ROOT,
              """
              CREATE TABLE webhooks.%1$s_p%2$03d PARTITION OF webhooks.%1$s
              FOR VALUES WITH (MODULUS %3$d, REMAINDER %2$d)
              """,
              table,
              i,
              count));
    }
    handle.execute(
        String.format(
            Locale.ROOT, "INSERT INTO webhooks.%1$s SELECT * FROM webhooks.%1$s_whole", table));
    handle.execute(String.format(Locale.ROOT, "DROP TABLE webhooks.%s_whole", table));
    indexes.forEach(handle::execute);
    handle.execute("ANALYZE webhooks." + table);
  }

  /** The statements that create the constraints and other indexes of the table again. */
  private static List<String> indexes(Handle handle, String table) {
    return handle
        .createQuery(
            """
            SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s',
                conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE conrelid = :table::regclass AND contype IN ('p', 'u')
            UNION ALL
            SELECT pg_get_indexdef(indexrelid)
            FROM pg_index
            WHERE indrelid = :table::regclass
              AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
            """)
        .bind("table", "webhooks." + table)
        .mapTo(String.class)
        .list();
  }
}
