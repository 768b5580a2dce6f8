package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * A request whose body is there, or as much of it as was awaited. If it is answered before the rest
 * was read, the connection ends with the answer; {@link Draining} sees to the rest.
 */
public final class LoadedRequest extends Request.Wrapper {
  private final Response response;
  private final Content.Chunk end;
  private final Duration left;
  private final Optional<Problem> refusal;
  private final AtomicReference<Runnable> awaiting = new AtomicReference<>();
  private ByteBuffer body;
  private boolean wasRead;

  /**
   * @param end what follows the bytes: the end, a failure, or {@link Content.Chunk#EMPTY} if more
   *     of them may come
   * @param left what the rest may take
   */
  LoadedRequest(
      Request request, Response response, ByteBuffer body, Content.Chunk end, Duration left) {
    this(request, response, body, end, left, Optional.empty());
  }

  private LoadedRequest(
      Request request,
      Response response,
      ByteBuffer body,
      Content.Chunk end,
      Duration left,
      Optional<Problem> refusal) {
    super(request);
    this.response = response;
    this.body = body;
    this.end = end;
    this.left = left;
    this.refusal = refusal;
  }

  /**
   * Creates a request whose body did not come. Its route tells the problem and does nothing else.
   *
   * @param failure ends the body
   */
  static LoadedRequest refused(
      Request request, Response response, Throwable failure, Problem refusal) {
    Content.Chunk end = Content.Chunk.from(failure, true);
    ByteBuffer nothing = BufferUtil.EMPTY_BUFFER;
    return new LoadedRequest(request, response, nothing, end, Duration.ZERO, Optional.of(refusal));
  }

  /** Why the body did not come, if it did not: all that there is to be answered. */
  public Optional<Problem> refusal() {
    return refusal;
  }

  /**
   * To be called before the request is handled.
   *
   * @throws HttpRefusal if its body did not come
   */
  public static void requireBody(Context ctx) {
    of(ctx)
        .flatMap(LoadedRequest::refusal)
        .ifPresent(
            problem -> {
              throw new HttpRefusal(problem);
            });
  }

  /** Empty in somebody else's server, or if the request has no body. */
  public static Optional<LoadedRequest> of(Context ctx) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    return Optional.ofNullable(Request.as(request, LoadedRequest.class));
  }

  /** What the rest of the body may take from the moment on at which somebody reads it. */
  public Duration left() {
    return left;
  }

  @Override
  public Content.Chunk read() {
    if (body.hasRemaining()) {
      ByteBuffer all = body;
      body = BufferUtil.EMPTY_BUFFER;
      return Content.Chunk.from(all, end == Content.Chunk.EOF);
    }
    if (!mayBeMore()) {
      return end;
    }
    Content.Chunk chunk = super.read();
    wasRead |= chunk != null && chunk.isLast();
    return chunk;
  }

  /** A reader that has given up may be followed by another, which then is told in its stead. */
  @Override
  public void demand(Runnable next) {
    if (awaiting.getAndSet(next) == null) {
      super.demand(Invocable.from(Invocable.getInvocationType(next), this::tell));
    }
  }

  private void tell() {
    awaiting.getAndSet(null).run();
  }

  private boolean mayBeMore() {
    return end == Content.Chunk.EMPTY;
  }

  /** Called before the answer, which Jetty would otherwise hold back, or lose the rest for it. */
  @Override
  public boolean consumeAvailable() {
    if (!mayBeMore() || wasRead || isAtItsEnd()) {
      return super.consumeAvailable();
    }
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    return false;
  }

  /** A body of a known length is read to its last byte, and its end need not be. */
  private boolean isAtItsEnd() {
    Content.Chunk chunk = super.read();
    if (chunk == null) {
      return false;
    }
    wasRead = chunk.isLast() && !Content.Chunk.isFailure(chunk);
    boolean isEnd = wasRead && !chunk.hasRemaining();
    chunk.release();
    return isEnd;
  }
}
