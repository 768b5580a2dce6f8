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
 * A request with its body buffered: the whole body, or the first part of a large one. If the
 * request is answered before the rest is read, the connection closes after the answer, and {@link
 * Draining} drains the rest.
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
   * @param end what follows the buffered bytes: the end, a failure, or {@link Content.Chunk#EMPTY}
   *     if the body may go on
   * @param left the time for the rest of the body
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
   * Creates a request whose body did not arrive; its route only answers the problem.
   *
   * @param failure ends the body
   */
  static LoadedRequest refused(
      Request request, Response response, Throwable failure, Problem refusal) {
    Content.Chunk end = Content.Chunk.from(failure, true);
    ByteBuffer nothing = BufferUtil.EMPTY_BUFFER;
    return new LoadedRequest(request, response, nothing, end, Duration.ZERO, Optional.of(refusal));
  }

  /** The problem to answer if the body did not arrive; empty if it did. */
  public Optional<Problem> refusal() {
    return refusal;
  }

  /**
   * Call it before handling a request.
   *
   * @throws HttpRefusal if the body did not arrive
   */
  public static void requireBody(Context ctx) {
    of(ctx)
        .flatMap(LoadedRequest::refusal)
        .ifPresent(
            problem -> {
              throw new HttpRefusal(problem);
            });
  }

  /** The loaded request; empty in an embedder's server, or if the request has no body. */
  public static Optional<LoadedRequest> of(Context ctx) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    return Optional.ofNullable(Request.as(request, LoadedRequest.class));
  }

  /** The time for the rest of the body, counted from the first read. */
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

  /**
   * Replaces the callback of an earlier reader that has given up, since Jetty takes one demand
   * only.
   */
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

  /**
   * Called before the answer. Closes the connection if the body has a rest, which Jetty would
   * otherwise wait for or lose.
   */
  @Override
  public boolean consumeAvailable() {
    if (!mayBeMore() || wasRead || isAtItsEnd()) {
      return super.consumeAvailable();
    }
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    return false;
  }

  /** Whether the body is complete, although a reader that knew the length never read its end. */
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
