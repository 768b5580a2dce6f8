package io.chatalot.webhooks.adapter.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a client of a stream has got. One that takes nothing has got what was written all the same.
 */
final class ClientOutput extends ServletOutputStream {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private WriteListener listener;
  private boolean takes = true;
  private boolean full;
  private boolean toldSo;

  /** Lets what is written from now on stay where it is, or takes all of it. */
  void take(boolean takes) {
    boolean wake;
    synchronized (this) {
      this.takes = takes;
      full &= !takes;
      wake = takes && toldSo;
      toldSo &= !wake;
    }
    if (wake) {
      tell();
    }
  }

  private void tell() {
    try {
      listener.onWritePossible();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  synchronized String text() {
    return got.toString(StandardCharsets.UTF_8);
  }

  /** Waits until it has got such a text, and gives it. */
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
  public void setWriteListener(WriteListener writeListener) {
    listener = writeListener;
    tell();
  }

  @Override
  public synchronized boolean isReady() {
    toldSo |= full;
    return !full;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (full) {
      throw new IllegalStateException("was not ready");
    }
    got.write(bytes, from, length);
    full = !takes;
    notifyAll();
  }

  @Override
  public synchronized void flush() {
    if (full) {
      throw new IllegalStateException("was not ready");
    }
  }
}
