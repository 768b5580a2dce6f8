package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/** Waits for the body of one request, and lets it be handled then. */
final class WholeBody extends ContentLoader implements Invocable.Task {
  private final WholeBodies all;
  private final RequestMemory memory;
  private final RequestMemory.Part part;
  private final BodyClock clock;
  private Bytes body = new Bytes();

  /** Guarded by this: whether the next piece is awaited, and whether it is not wanted any more. */
  private boolean waits;

  private boolean over;

  WholeBody(
      WholeBodies all,
      RequestMemory memory,
      Handler handler,
      Request request,
      Response response,
      Callback callback) {
    super(handler, request, response, callback);
    this.all = all;
    this.memory = memory;
    this.part = TimedConnection.partOf(request);
    this.clock = new BodyClock(request.getLength(), System.nanoTime());
  }

  /** A body that is declared to be large is left to its route, which asks first who sends it. */
  @Override
  protected void load() {
    boolean large = getRequest().getLength() > RequestBounds.BODY_BYTES;
    Runnable next = large ? handing(Content.Chunk.EMPTY) : next();
    if (next != null) {
      next.run();
    }
  }

  /** There is more of it. */
  @Override
  public void run() {
    synchronized (this) {
      if (over) {
        return;
      }
      waits = false;
    }
    Runnable next = next();
    if (next != null) {
      getRequest().getContext().execute(next);
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Takes what is there. Returns what is to be done then, or null if more has to be waited for. */
  private Runnable next() {
    while (true) {
      Content.Chunk chunk = getRequest().read();
      if (chunk == null) {
        await();
        return null;
      }
      if (Content.Chunk.isFailure(chunk)) {
        return broken(chunk);
      }
      copy(chunk);
      if (chunk.isLast() || body.size() > RequestBounds.BODY_BYTES) {
        return handing(chunk.isLast() ? Content.Chunk.EOF : Content.Chunk.EMPTY);
      }
      if (!memory.admitBody(part, body.size())) {
        return () -> refuse(noMemory());
      }
    }
  }

  private void await() {
    all.awaited(this);
    synchronized (this) {
      waits = true;
      getRequest().demand(this);
    }
  }

  private void copy(Content.Chunk chunk) {
    byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
    body.write(bytes, 0, bytes.length);
    clock.came(body.size(), System.nanoTime());
    chunk.release();
  }

  private Runnable broken(Content.Chunk failed) {
    // For Jetty a client that stops may go on later. Here it is waited for once.
    return () -> refuse(failed.getFailure(), TimedConnection.whyBroken(getRequest()));
  }

  private static Problem noMemory() {
    return Problem.unavailable("The server is overloaded or stopping.");
  }

  private Runnable handing(Content.Chunk end) {
    Bytes whole = body;
    Duration left = clock.left(System.nanoTime());
    return memory.admitBody(part, whole.size())
        ? () -> handle(whole.asBuffer(), end, left)
        : () -> refuse(noMemory());
  }

  private void handle(ByteBuffer whole, Content.Chunk end, Duration left) {
    var request = new LoadedRequest(getRequest(), getResponse(), whole, end, left);
    boolean mayBeMore = end == Content.Chunk.EMPTY;
    Callback callback = mayBeMore ? new Draining(request, getCallback()) : getCallback();
    handle(request, getResponse(), finishing(callback));
  }

  private void refuse(Problem problem) {
    refuse(new EofException(problem.message()), problem);
  }

  /** By the route, so that the answer and what is noted of it are those of any refused call. */
  private void refuse(Throwable failure, Problem problem) {
    body = new Bytes();
    var request = LoadedRequest.refused(getRequest(), getResponse(), failure, problem);
    handle(request, getResponse(), finishing(getCallback()));
  }

  private Callback finishing(Callback callback) {
    all.finished(this);
    return Callback.from(callback, () -> memory.releaseBody(part));
  }

  /**
   * Answers 408 if the body is past its deadline and nobody reads it right now. Callable by any
   * thread.
   */
  boolean endIfLate(long now) {
    synchronized (this) {
      if (!waits || over || !clock.isOver(now)) {
        return false;
      }
      over = true;
    }
    getRequest().getContext().execute(() -> refuse(Problem.requestTimeout()));
    return true;
  }

  private static final class Bytes extends ByteArrayOutputStream {
    ByteBuffer asBuffer() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
