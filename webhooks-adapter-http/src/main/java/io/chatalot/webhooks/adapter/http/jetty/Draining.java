package io.chatalot.webhooks.adapter.http.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Drains the rest of an answered request's body, then completes the request; no thread waits.
 * Otherwise the connection would be reset, and a client that is still sending would lose the answer
 * (RFC 9112, section 9.6).
 */
final class Draining implements Callback, Invocable.Task {
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Request request;
  private final Callback callback;
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile Scheduler.Task timeout;
  private long drained;

  /**
   * @param callback is completed when the body is drained or the time is over
   */
  Draining(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  @Override
  public void succeeded() {
    if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
      // The client waits for "100 Continue", which it never got, so no body will come.
      finish();
      return;
    }
    timeout =
        request
            .getComponents()
            .getScheduler()
            .schedule(this::finish, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    run();
  }

  @Override
  public void failed(Throwable failure) {
    callback.failed(failure);
  }

  @Override
  public void run() {
    while (!done.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      drained += chunk.remaining();
      boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk) || drained > MOST_BYTES;
      chunk.release();
      if (last) {
        finish();
      }
    }
  }

  private void finish() {
    if (done.compareAndSet(false, true)) {
      Scheduler.Task task = timeout;
      if (task != null) {
        task.cancel();
      }
      callback.succeeded();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
