package io.chatalot.webhooks.adapter.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
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
  private volatile Bytes body = new Bytes();
  private volatile boolean isCutOff;

  /** Of this body, in {@link WholeBodies}, which guards it. */
  int counted;

  WholeBody(
      WholeBodies all, Handler handler, Request request, Response response, Callback callback) {
    super(handler, request, response, callback);
    this.all = all;
  }

  @Override
  protected void load() {
    Runnable next = next();
    if (next != null) {
      next.run();
    }
  }

  /** There is more of it. */
  @Override
  public void run() {
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
    while (!isCutOff) {
      Content.Chunk chunk = getRequest().read();
      if (chunk == null) {
        getRequest().demand(this);
        return null;
      }
      if (Content.Chunk.isFailure(chunk)) {
        // For Jetty a client that stops may go on later. Here it is waited for once.
        return handing(Content.Chunk.from(chunk.getFailure(), true));
      }
      copy(chunk);
      if (chunk.isLast() || body.size() > RequestBody.MAX_BYTES) {
        return handing(chunk.isLast() ? Content.Chunk.EOF : Content.Chunk.EMPTY);
      }
      if (!all.admit(this, body.size(), false)) {
        return this::refuse;
      }
    }
    return this::refuse;
  }

  private void copy(Content.Chunk chunk) {
    byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
    body.write(bytes, 0, bytes.length);
    chunk.release();
  }

  private Runnable handing(Content.Chunk end) {
    Bytes whole = body;
    return all.admit(this, whole.size(), true) && !isCutOff
        ? () -> handle(new Whole(getRequest(), whole.asBuffer(), end), getResponse(), answered())
        : this::refuse;
  }

  private void refuse() {
    body = new Bytes();
    Response.writeError(
        getRequest(), getResponse(), answered(), HttpStatus.SERVICE_UNAVAILABLE_503);
  }

  private Callback answered() {
    return Callback.from(getCallback(), () -> all.done(this));
  }

  /** Ends the wait, by another's thread; the client has to come back. */
  void cutOff() {
    isCutOff = true;
    body = new Bytes();
    getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
  }

  private static final class Bytes extends ByteArrayOutputStream {
    ByteBuffer asBuffer() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  /** A request whose body is there. */
  private static final class Whole extends Request.Wrapper {
    private final Content.Chunk end;
    private ByteBuffer body;

    Whole(Request request, ByteBuffer body, Content.Chunk end) {
      super(request);
      this.body = body;
      this.end = end;
    }

    @Override
    public Content.Chunk read() {
      if (body.hasRemaining()) {
        ByteBuffer all = body;
        body = BufferUtil.EMPTY_BUFFER;
        return Content.Chunk.from(all, end == Content.Chunk.EOF);
      }
      return end == Content.Chunk.EMPTY ? super.read() : end;
    }
  }
}
