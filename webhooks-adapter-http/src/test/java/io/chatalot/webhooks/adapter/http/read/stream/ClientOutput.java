package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.jetty.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The bytes written to a stream's client, taken or not. */
public final class ClientOutput implements Wire {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private boolean takes = true;
  private boolean cut;
  private int slow;
  private Sent waiting;

  /** Lets the client stop taking bytes, or take all pending and later ones. */
  public void take(boolean takes) {
    Sent wake;
    synchronized (this) {
      this.takes = takes;
      wake = takes ? waiting : null;
      waiting = takes ? null : waiting;
    }
    if (wake != null) {
      wake.sent();
    }
  }

  synchronized String text() {
    return got.toString(StandardCharsets.UTF_8);
  }

  public synchronized boolean isCut() {
    return cut;
  }

  /** Waits until the output contains a match, and returns it. */
  synchronized String await(Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!wanted.test(text())) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("only got " + text());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return text();
  }

  @Override
  public void send(byte[] bytes, int from, int length, boolean last, Sent sent) {
    synchronized (this) {
      if (waiting != null) {
        throw new IllegalStateException("was not ready");
      }
      got.write(bytes, from, length);
      notifyAll();
      if (!takes) {
        waiting = sent;
        return;
      }
    }
    sent.sent();
  }

  @Override
  public synchronized void cut() {
    cut = true;
  }

  @Override
  public synchronized void countSlowReader() {
    slow++;
  }

  /** How often the client was counted as a slow reader. */
  public synchronized int slow() {
    return slow;
  }
}
