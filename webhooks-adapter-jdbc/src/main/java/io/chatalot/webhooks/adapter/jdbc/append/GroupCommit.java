package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets many callers share a commit (group commit). One thread takes all waiting messages and
 * commits them together; messages that arrive meanwhile form the next batch. The thread waits for
 * nothing but a first message, so an idle log answers as fast as a single commit.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private static final String TASK = "message_writer";

  /** Larger batches save nothing more, and make their first message wait longer. */
  static final int MAX_BATCH = 500;

  /**
   * Longer than the detection of a lost connection takes, and shorter than the wait for another
   * connection.
   */
  private static final Duration OUTAGE = Duration.ofMillis(500);

  /** A commit younger than this proves as much as another question to the database. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private final Sink sink;
  private final Background background;
  private final Turns turns;
  private final Duration patience;
  private final Duration lastWait;
  private final Duration outage;
  private final Thread writer;
  private final CompletableFuture<Void> givenUp = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<Boolean>> asked = new AtomicReference<>();
  private volatile Optional<Long> storedAt = Optional.empty();

  /**
   * Creates a group commit.
   *
   * @param patience how long a caller waits at most until its batch begins
   * @param lastWait how long a close waits at most for the remaining batches
   */
  public GroupCommit(
      int capacity, Duration patience, Duration lastWait, Background background, Sink sink) {
    this(capacity, patience, lastWait, OUTAGE, background, sink);
  }

  /**
   * @param outage a batch that is refused only after this long has found the database away
   */
  public GroupCommit(
      int capacity,
      Duration patience,
      Duration lastWait,
      Duration outage,
      Background background,
      Sink sink) {
    this.background = background;
    background.begins(TASK);
    this.patience = patience;
    this.lastWait = lastWait;
    this.outage = outage;
    this.sink = sink;
    turns = new Turns(capacity);
    writer = new Thread(this::write, "webhooks-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /** Stores batches; called by one thread. */
  public interface Sink {
    /**
     * Stores all messages or, if it throws, none.
     *
     * @param batch messages with different keys
     * @return the answers in the order of the batch
     */
    List<Appended> commit(List<NewMessage> batch);

    /**
     * Tries everything that a commit needs and stores nothing. Throws if a batch would be refused.
     */
    void check();

    /** Called after the callers of a batch got their answers. */
    void committed(List<Appended> answers, Duration took);
  }

  public int queueLength() {
    return turns.size();
  }

  /** The calls that wait for the first use of their key. */
  public int repeats() {
    return turns.repeats();
  }

  public int queueCapacity() {
    return turns.capacity();
  }

  /**
   * Returns when the message is committed. A call that repeats the key of a message in the queue or
   * in the running batch gets the outcome of that message.
   *
   * <p>A caller that is interrupted, or whose patience ends, takes its message back if its batch
   * has not begun. Otherwise it waits for the answer, since "nothing was done" would be a guess;
   * only after a close that gave up does it guess. The interrupt is kept for the caller. A caller
   * that waits for the first use of its key can leave at any time.
   */
  public Appended append(NewMessage message) {
    var call = new Call(message);
    turns.add(call);
    String refusal;
    try {
      return call.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (TimeoutException e) {
      refusal = "The database is slow; try again.";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refusal = "The call was interrupted.";
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is never completed exceptionally", e);
    }
    if (turns.remove(call)) {
      throw new WebhookException(Reason.UNAVAILABLE, refusal);
    }
    CompletableFuture.anyOf(call.answer(), givenUp).join();
    return call.answer().getNow(GroupCommit::refuseAtTheEnd).get();
  }

  /**
   * Whether a message would be stored now. The writing thread finds out unless it has just stored
   * some. Concurrent questions share an answer.
   *
   * @param most how long to wait for the answer; without one it is no
   */
  public boolean isStoring(Duration most) {
    if (hasJustStored()) {
      return true;
    }
    CompletableFuture<Boolean> answer =
        asked.updateAndGet(there -> there == null ? new CompletableFuture<>() : there);
    turns.nudge();
    try {
      return writer.isAlive() && answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private boolean hasJustStored() {
    return storedAt.map(at -> System.nanoTime() - at < FRESH.toNanos()).orElse(false);
  }

  private static Appended refuseAtTheEnd() {
    throw new WebhookException(Reason.UNAVAILABLE, "The database is slow; try again.");
  }

  /**
   * Takes no more messages, and returns when all messages in the queue are committed and answered.
   * If the database hangs, it gives up after a while; callers without an answer are then refused
   * when their own patience ends. An interrupt does not shorten the wait; it is kept for the
   * caller.
   */
  @Override
  public void close() {
    turns.close();
    if (!awaitWriter()) {
      LOG.warn("The database does not answer; messages that wait for it are given up");
      givenUp.complete(null);
    }
  }

  private boolean awaitWriter() {
    long end = System.nanoTime() + lastWait.toNanos();
    boolean interrupted = false;
    for (long left = lastWait.toMillis(); left > 0 && writer.isAlive(); left = millisUntil(end)) {
      try {
        writer.join(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !writer.isAlive();
  }

  private static long millisUntil(long end) {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  private void write() {
    // The list has its full size from the start, since running out of memory later would lose
    // messages already taken from the queue.
    var batch = new ArrayList<Turn>(MAX_BATCH);
    boolean more = true;
    while (more) {
      more = writeNext(batch);
    }
  }

  /**
   * Writes the next batch, and returns whether there may be more. It never throws, since no other
   * thread writes.
   */
  private boolean writeNext(List<Turn> batch) {
    try {
      boolean more = turns.begin(batch, MAX_BATCH);
      Optional<CompletableFuture<Boolean>> question = Optional.ofNullable(asked.getAndSet(null));
      if (!batch.isEmpty()) {
        write(batch);
      }
      question.ifPresent(answer -> answer.complete(hasJustStored() || passesCheck()));
      return more;
    } catch (Throwable e) {
      background.failed(TASK, e);
      background.guarded(TASK, () -> fail(batch, e)).run();
      return true;
    }
  }

  /**
   * Refuses calls that came while a batch waited for a database that is away: they would wait as
   * long, for the same answer.
   */
  private void write(List<Turn> batch) {
    long start = System.nanoTime();
    commit(batch)
        .filter(refused -> System.nanoTime() - start >= outage.toNanos())
        .ifPresent(turns::refuseAll);
  }

  private boolean passesCheck() {
    try {
      sink.check();
      return true;
    } catch (WebhookException away) {
      return false;
    } catch (RuntimeException e) {
      LOG.error("It cannot be told whether messages would be stored", e);
      return false;
    }
  }

  /** Commits a batch, and returns the refusal if the store refused all of it. */
  private Optional<WebhookException> commit(List<Turn> batch) {
    try {
      commitTogether(batch);
    } catch (WebhookException e) {
      fail(batch, e);
      return Optional.of(e);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        commitEachAlone(batch);
      }
    } catch (Error e) {
      fail(batch, e);
    }
    return Optional.empty();
  }

  /**
   * Commits each message alone, so that a row that cannot be stored fails without its neighbours.
   */
  private void commitEachAlone(List<Turn> batch) {
    for (int i = 0; i < batch.size(); i++) {
      try {
        commitTogether(batch.subList(i, i + 1));
      } catch (WebhookException | Error e) {
        fail(batch.subList(i, batch.size()), e);
        return;
      } catch (RuntimeException e) {
        fail(batch.subList(i, i + 1), e);
      }
    }
  }

  private void commitTogether(List<Turn> batch) {
    long start = System.nanoTime();
    List<Appended> answers = sink.commit(batch.stream().map(Turn::message).toList());
    long end = System.nanoTime();
    storedAt = Optional.of(end);
    for (int i = 0; i < batch.size(); i++) {
      Turn turn = batch.get(i);
      turns.end(turn, Fate.of(turn.message(), answers.get(i)));
    }
    try {
      sink.committed(answers, Duration.ofNanos(end - start));
    } catch (Throwable e) {
      LOG.warn("An observer of a committed batch failed", e);
    }
  }

  private void fail(List<Turn> batch, Throwable cause) {
    for (Turn turn : batch) {
      if (turn.isBegun()) {
        turns.end(turn, Fate.of(turn.message(), cause));
      }
    }
  }
}
