package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoaderFactory;
import org.eclipse.jetty.util.Callback;

/**
 * Buffers bodies while no thread waits. A request is handled when its body is complete, breaks off,
 * or exceeds {@link RequestBounds#BODY_BYTES}; only routes for large bodies read the rest. A body
 * that declares more is handled at once, unread. A stalled body holds no thread and does not delay
 * a stop.
 *
 * <p>{@link RequestMemory} bounds the memory of all bodies, and a {@link BodyClock} the time of
 * each.
 *
 * <p>Jetty's own loader keeps the whole network buffer of each piece, hands over after some dozens
 * of pieces, and keeps waiting for a client that has stopped.
 */
public final class WholeBodies implements ContentLoaderFactory {
  private final RequestMemory memory;
  private final ToLongFunction<Request> mostBytes;
  private final Consumer<ConnectionEnd> ended;
  private final Set<WholeBody> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param memory bounds all bodies that are arriving or being handled
   * @param mostBytes the most bytes that a request's route takes; a longer body is not buffered
   * @param ended counts each body that missed its deadline
   */
  public WholeBodies(
      RequestMemory memory, ToLongFunction<Request> mostBytes, Consumer<ConnectionEnd> ended) {
    this.memory = memory;
    this.mostBytes = mostBytes;
    this.ended = ended;
  }

  @Override
  public String getApplicableMimeType() {
    return null;
  }

  @Override
  public ContentLoader newContentLoader(
      String contentType,
      String mimeType,
      Handler handler,
      Request request,
      Response response,
      Callback callback) {
    boolean tooLong =
        request.getLength() > RequestBounds.BODY_BYTES
            && request.getLength() > mostBytes.applyAsLong(request);
    return tooLong
        ? new UnwantedBody(handler, request, response, callback)
        : new WholeBody(this, memory, handler, request, response, callback);
  }

  /** Adds a body for {@link #sweep} to check. */
  void awaited(WholeBody body) {
    waiting.add(body);
  }

  void finished(WholeBody body) {
    waiting.remove(body);
  }

  /** Ends bodies that are past their deadlines. */
  public void sweep(long now) {
    for (WholeBody body : List.copyOf(waiting)) {
      if (body.endIfLate(now)) {
        ended.accept(ConnectionEnd.SLOW_BODY);
      }
    }
  }
}
