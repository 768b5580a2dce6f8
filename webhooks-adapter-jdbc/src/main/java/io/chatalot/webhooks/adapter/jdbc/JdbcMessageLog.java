package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.append.CallKeys;
import io.chatalot.webhooks.adapter.jdbc.append.GroupCommit;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.database.Deadline;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.adapter.jdbc.feed.Notices;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.FirstUse;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Messages in PostgreSQL. Any number of nodes may use the same database, each with a log of its
 * own. All times are the database's, to the millisecond.
 *
 * <p>Messages that are appended while others are being committed wait in a bounded queue and are
 * then committed together. A caller waits at most 5 seconds for that to begin. A call that repeats
 * the {@code Idempotency-Key} of a waiting message takes no place in the queue: it gets the answer
 * that it would have got right after that message was stored. A batch that takes longer than 5
 * seconds is cancelled, and its connection given up. A log has up to five threads of its own, and
 * needs a connection for appending and one, kept for good, to hear of other nodes' messages.
 */
public final class JdbcMessageLog implements MessageLog, AutoCloseable {
  /** Enough for the callers of a busy moment, in at most some 30 MB. */
  public static final int DEFAULT_QUEUE_CAPACITY = 2_000;

  /** An HTTP client would have hung up after a longer wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Cancelling a statement takes a round trip. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Load balancers check readiness often, and wait no longer. */
  private static final Duration ASKING = Duration.ofSeconds(2);

  /** A server that stops has already waited for its callers. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  private final Database database;
  private final MessageTables tables;
  private final Deadline deadline = new Deadline(PATIENCE, GRACE);
  private final Notices notices;
  private final GroupCommit groupCommit;

  /**
   * Creates a log with the {@linkplain #DEFAULT_QUEUE_CAPACITY default queue} and without an
   * observer.
   */
  public JdbcMessageLog(Database database, DataSource listening) {
    this(database, listening, DEFAULT_QUEUE_CAPACITY, BatchObserver.NONE);
  }

  /**
   * Starts a log. That succeeds even if the database is away.
   *
   * @param listening gives the connection, which must be pgjdbc's or unwrap to it, on which this
   *     node hears of other nodes' messages; of the same database. It is taken once and kept, so it
   *     is better not a small pool.
   * @param queueCapacity how many messages may wait to be committed, at least 1; the next one is
   *     refused as unavailable
   */
  public JdbcMessageLog(
      Database database, DataSource listening, int queueCapacity, BatchObserver observer) {
    this(database, listening, queueCapacity, observer, LoggedBackground.create());
  }

  /**
   * As the other constructor.
   *
   * @param background runs the log's tasks, and reports their failures
   */
  public JdbcMessageLog(
      Database database,
      DataSource listening,
      int queueCapacity,
      BatchObserver observer,
      Background background) {
    this(database, MessageTables.OWN, listening, queueCapacity, observer, background);
  }

  /**
   * As the other constructors, with tables of a host.
   *
   * @param tables where the text of messages stands
   */
  public JdbcMessageLog(
      Database database,
      MessageTables tables,
      DataSource listening,
      int queueCapacity,
      BatchObserver observer,
      Background background) {
    this.database = database;
    this.tables = tables;
    this.groupCommit =
        new GroupCommit(
            queueCapacity,
            PATIENCE,
            LAST_WAIT,
            background,
            new Batches(database.within(deadline), observer));
    this.notices = new Notices(database, listening, background);
  }

  @Override
  public Appended append(NewMessage message) {
    return groupCommit.append(message);
  }

  @Override
  public Put put(KeyedMessage message) {
    Put put = tables.put(database, message);
    if (put.outcome() == Put.Outcome.STORED || put.outcome() == Put.Outcome.EDITED) {
      changed(message.message().channelId());
    }
    if (put.outcome() == Put.Outcome.STORED) {
      tables.stored(put.message().stream().toList());
    }
    return put;
  }

  @Override
  public SkippedCall.Outcome skip(SkippedCall call) {
    return tables.skip(database, call);
  }

  @Override
  public Optional<FirstUse> firstUse(ChannelId channel, WebhookId webhook, Once once) {
    return database
        .call(handle -> CallKeys.find(handle, channel, webhook, once))
        .map(
            use -> {
              if (!use.fingerprint().equals(once.fingerprint())) {
                return new FirstUse.Other();
              }
              return use.message().isEmpty()
                  ? new FirstUse.Nothing()
                  : new FirstUse.Sent(use.message().flatMap(id -> find(channel, id)));
            });
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageKey key) {
    boolean deleted = tables.delete(database, channel, sender, key);
    if (deleted) {
      changed(channel);
    }
    return deleted;
  }

  /**
   * Whether a message would be stored now. If none was stored in the last quarter of a second, the
   * writing thread runs the append statement without messages: it fails in a read-only database,
   * and waits while the tables are locked. For 5 seconds after the database refused a write, for
   * example because its disk is full, the answer is no. Takes at most 2 seconds.
   */
  public boolean isStoring() {
    return groupCommit.isStoring(ASKING);
  }

  /** The messages that wait to be committed, without the batch that is being committed. */
  public int queueLength() {
    return groupCommit.queueLength();
  }

  /** The calls that wait for the first use of their key; for tests. */
  public int repeats() {
    return groupCommit.repeats();
  }

  /** The most messages that may wait. */
  public int queueCapacity() {
    return groupCommit.queueCapacity();
  }

  @Override
  public Optional<Message> find(ChannelId channel, MessageId message) {
    return tables.find(database, channel, message);
  }

  @Override
  public Optional<Message> edit(
      ChannelId channel, WebhookId sender, MessageId message, MessageContent content) {
    Optional<Message> edited = tables.edit(database, channel, sender, message, content);
    edited.ifPresent(there -> changed(channel));
    return edited;
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageId message) {
    return delete(channel, Optional.of(sender), message);
  }

  @Override
  public boolean delete(ChannelId channel, MessageId message) {
    return delete(channel, Optional.empty(), message);
  }

  private boolean delete(ChannelId channel, Optional<WebhookId> sender, MessageId message) {
    boolean deleted = tables.delete(database, channel, sender, message);
    if (deleted) {
      changed(channel);
    }
    return deleted;
  }

  private void changed(ChannelId channel) {
    database.hasWritten();
    notices.happened(Set.of(channel));
  }

  @Override
  public List<Message> page(ChannelId channel, MessageRange range) {
    return tables.page(database, channel, range);
  }

  @Override
  public long latestPosition(ChannelId channel) {
    return database.call(handle -> MessageQueries.latestPosition(handle, channel));
  }

  @Override
  public List<MessageEvent> events(ChannelId channel, long after, int limit) {
    return tables.events(database, channel, after, limit);
  }

  /** The channels that are followed on this node. */
  public Set<ChannelId> followed() {
    return notices.followed();
  }

  /** Wakes the followers of channels that got events by other means than this log, on all nodes. */
  public void happened(Set<ChannelId> channels) {
    notices.happened(channels);
  }

  @Override
  public Subscription subscribe(ChannelId channel, Runnable wake) {
    return notices.subscribe(channel, wake);
  }

  /**
   * Deletes the keys of both kinds whose lifetime is over, by the database's clock. They have no
   * effect any more; this only makes room. Call it from time to time, on any node or on several.
   *
   * @return how many there were
   */
  public int forgetExpiredKeys() {
    return ExpiredKeys.OF_CALLS.forget(database) + ExpiredKeys.OF_MESSAGES.forget(database);
  }

  /**
   * Takes no more messages, commits and answers the waiting messages, and ends the threads. It
   * waits at most 2 seconds for a database that hangs. Callers without an answer by then are
   * refused as unavailable; if their commit was running, their messages may be stored nevertheless.
   */
  @Override
  public void close() {
    groupCommit.close();
    deadline.close();
    notices.close();
  }

  private final class Batches implements GroupCommit.Sink {
    private final Database writing;
    private final BatchObserver observer;

    Batches(Database writing, BatchObserver observer) {
      this.writing = writing;
      this.observer = observer;
    }

    @Override
    public List<Appended> commit(List<NewMessage> batch) {
      return tables.append(writing, batch);
    }

    /**
     * Runs the append statement without messages. A connection that answers proves too little: it
     * also answers on a standby, or while a table is locked.
     */
    @Override
    public void check() {
      tables.check(writing);
      if (writing.refusesWrites()) {
        throw new WebhookException(Reason.UNAVAILABLE, "The database takes no writes; try again.");
      }
    }

    @Override
    public void committed(List<Appended> answers, Duration took) {
      List<Message> stored =
          answers.stream()
              .filter(answer -> answer.outcome() == Outcome.STORED)
              .flatMap(answer -> answer.message().stream())
              .toList();
      notices.happened(stored.stream().map(Message::channelId).collect(Collectors.toSet()));
      tables.stored(stored);
      observer.committed(answers.size(), took);
    }
  }
}
