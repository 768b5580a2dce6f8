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

/** Buffers the body of one request, then has the request handled. */
final class WholeBody extends ContentLoader implements Invocable.Task {
  private final WholeBodies all;
  private final RequestMemory memory;
  private final RequestMemory.Part part;
  private final BodyClock clock;
  private Bytes body = new Bytes();

  /** Guarded by this, like {@code over}: whether the next piece is demanded. */
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

  /**
   * Leaves a body that is declared large to its route, which authorizes the caller before it reads.
   */
  @Override
  protected void load() {
    boolean large = getRequest().getLength() > RequestBounds.BODY_BYTES;
    Runnable next = large ? handing(Content.Chunk.EMPTY) : next();
    if (next != null) {
      next.run();
    }
  }

  /** Called when more of the body has arrived. */
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

  /** Buffers available bytes. Returns the next step, or null if more bytes are awaited. */
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
    // Jetty would let a stalled client go on; here the first time-out ends the body.
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

  /** Lets the route answer, so that the refusal is formatted and recorded like any other. */
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
   * Answers 408 if the body is past its deadline and no thread reads it now. Callable by any
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
