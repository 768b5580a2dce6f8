package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets many callers share a commit. One thread writes: it takes what waits and commits it together,
 * and what arrives meanwhile is the next batch. It waits for nothing but a first message, so an
 * idle log answers as fast as a single commit.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Larger ones save nothing more and make the first in them wait longer. */
  static final int MAX_BATCH = 500;

  /** Longer than a lost connection takes to be noticed, shorter than the wait for another. */
  private static final Duration OUTAGE = Duration.ofMillis(500);

  private final Sink sink;
  private final Intake<Waiting> intake;
  private final Duration patience;
  private final Duration lastWait;
  private final Duration outage;
  private final Thread writer;
  private final CompletableFuture<Void> givenUp = new CompletableFuture<>();

  /**
   * @param patience how long a caller waits at most for its batch to begin
   * @param lastWait how long a close waits at most for the batches that are left
   */
  GroupCommit(int capacity, Duration patience, Duration lastWait, Sink sink) {
    this(capacity, patience, lastWait, OUTAGE, sink);
  }

  /**
   * @param outage a batch that is refused only after this long has found the database away
   */
  GroupCommit(int capacity, Duration patience, Duration lastWait, Duration outage, Sink sink) {
    this.patience = patience;
    this.lastWait = lastWait;
    this.outage = outage;
    this.sink = sink;
    intake = new Intake<>(capacity);
    writer = new Thread(this::write, "webhooks-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /** Where batches go to; called by one thread. */
  interface Sink {
    /** Stores all or, if it throws, none. Returns the answers in the order of the batch. */
    List<Appended> commit(List<NewMessage> batch);

    /** Is told of the answers to a batch after its callers. */
    void committed(List<Appended> answers, Duration took);
  }

  int queueLength() {
    return intake.size();
  }

  int queueCapacity() {
    return intake.capacity();
  }

  /**
   * Returns when the message is committed. A caller that is interrupted, or whose patience ends,
   * takes its message back if its batch has not begun, and otherwise stays for the answer, since
   * "nothing was done" would be a guess; a close that gave up is all that makes it guess. The
   * interrupt is kept for the caller.
   */
  Appended append(NewMessage message) {
    var waiting = new Waiting(message);
    intake.add(waiting);
    String refusal;
    try {
      return waiting.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (TimeoutException e) {
      refusal = "The database is slow; try again.";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refusal = "The call was interrupted.";
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is never completed exceptionally", e);
    }
    if (intake.remove(waiting)) {
      throw new WebhookException(Reason.UNAVAILABLE, refusal);
    }
    CompletableFuture.anyOf(waiting.answer, givenUp).join();
    return waiting.answer.getNow(GroupCommit::refuseAtTheEnd).get();
  }

  private static Appended refuseAtTheEnd() {
    throw new WebhookException(Reason.UNAVAILABLE, "The database is slow; try again.");
  }

  /**
   * Takes nothing more, and returns when all that was taken is committed and answered. If the
   * database hangs, that is given up after a while: whoever is not answered by then is refused when
   * its own patience ends. An interrupt does not cut the wait short; it is kept for the caller.
   */
  @Override
  public void close() {
    intake.close();
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
    var next = new ArrayDeque<Waiting>();
    while (intake.fill(next, MAX_BATCH)) {
      try {
        List<Waiting> batch = takeBatch(next);
        long start = System.nanoTime();
        Optional<WebhookException> refused = commit(batch);
        if (refused.isPresent() && System.nanoTime() - start >= outage.toNanos()) {
          refuseAll(next, refused.get());
        }
      } catch (RuntimeException | Error e) {
        LOG.error("A batch failed in a way that none should; the writer goes on", e);
      }
    }
  }

  /** One statement can't use a key twice, so the second use of one stays for the next batch. */
  private static List<Waiting> takeBatch(Deque<Waiting> next) {
    var batch = new ArrayList<Waiting>(next.size());
    var later = new ArrayList<Waiting>();
    var keys = new HashSet<ScopedKey>();
    for (Waiting waiting : next) {
      boolean fits = waiting.key().map(keys::add).orElse(true);
      (fits ? batch : later).add(waiting);
    }
    next.clear();
    next.addAll(later);
    return batch;
  }

  /**
   * Those who came while a batch waited for a database that is away would wait as long once more,
   * and hear the same.
   */
  private void refuseAll(Deque<Waiting> next, WebhookException refused) {
    fail(List.copyOf(next), refused);
    next.clear();
    fail(intake.takeAll(), refused);
  }

  /** Returns the refusal of all, if the store refused them. */
  private Optional<WebhookException> commit(List<Waiting> batch) {
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

  /** So that a row which can't be stored fails without its neighbours. */
  private void commitEachAlone(List<Waiting> batch) {
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

  private void commitTogether(List<Waiting> batch) {
    long start = System.nanoTime();
    List<Appended> answers = sink.commit(batch.stream().map(waiting -> waiting.message).toList());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    for (int i = 0; i < batch.size(); i++) {
      Appended answer = answers.get(i);
      batch.get(i).answer.complete(() -> answer);
    }
    try {
      sink.committed(answers, took);
    } catch (Throwable e) {
      LOG.warn("An observer of a committed batch failed", e);
    }
  }

  private static void fail(List<Waiting> batch, Throwable cause) {
    for (Waiting waiting : batch) {
      waiting.answer.complete(
          () -> {
            if (cause instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) cause;
          });
    }
  }

  private record ScopedKey(WebhookId webhook, IdempotencyKey key) {}

  /** One caller. Not a record: two callers are two, whatever they bring. */
  private static final class Waiting {
    private final NewMessage message;
    private final CompletableFuture<Supplier<Appended>> answer = new CompletableFuture<>();

    Waiting(NewMessage message) {
      this.message = message;
    }

    Optional<ScopedKey> key() {
      return message.once().map(once -> new ScopedKey(message.message().webhookId(), once.key()));
    }
  }
}
