package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.append.GroupCommit;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Commits when it is let, and remembers the contents of each batch. */
public final class SlowSink implements GroupCommit.Sink {
  public final Semaphore begun = new Semaphore(0);
  public final Semaphore checks = new Semaphore(0);
  public volatile boolean away;
  private final Semaphore gate = new Semaphore(0);
  public final List<List<String>> batches = new CopyOnWriteArrayList<>();

  @Override
  public List<Appended> commit(List<NewMessage> batch) {
    begun.release();
    gate.acquireUninterruptibly();
    List<String> contents = batch.stream().map(SlowSink::content).toList();
    batches.add(contents);
    if (contents.contains("bad")) {
      throw new IllegalStateException("bad");
    }
    if (contents.contains("away")) {
      throw new WebhookException(Reason.UNAVAILABLE, "away");
    }
    return batch.stream()
        .map(entry -> Appended.stored(entry.message().storedAt(Instant.EPOCH)))
        .toList();
  }

  @Override
  public void check() {
    checks.release();
    gate.acquireUninterruptibly();
    if (away) {
      throw new WebhookException(Reason.UNAVAILABLE, "away");
    }
  }

  @Override
  public void committed(List<Appended> answers, Duration took) {
    throw new AssertionError("an observer that always fails");
  }

  public void letAllThrough() {
    gate.release(1_000);
  }

  private static String content(NewMessage entry) {
    return entry.message().content().value();
  }
}
