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
 * No thread waits for a body: a request counts, and is handled, when its body is there, breaks off
 * or is larger than {@link RequestBounds#BODY_BYTES}, which only routes for large ones read on. One
 * that is declared to be larger is handled at once, and nothing of it is read before. A body that
 * stalls holds no thread, and a stop does not wait for it.
 *
 * <p>All bodies together are bounded by {@link RequestMemory}, and each in time by a {@link
 * BodyClock}.
 *
 * <p>Jetty's own loader holds on to each piece with the whole buffer that it came in, hands over
 * after some dozens of them, and waits on where a client has stopped.
 */
public final class WholeBodies implements ContentLoaderFactory {
  private final RequestMemory memory;
  private final ToLongFunction<Request> mostBytes;
  private final Consumer<ConnectionEnd> ended;
  private final Set<WholeBody> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param memory of all bodies that are waited for or being handled
   * @param mostBytes that the request's route takes; nothing of a longer body is waited for
   * @param ended is told of each body that did not come in time
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

  /** It has to be ended if it does not come in time. */
  void awaited(WholeBody body) {
    waiting.add(body);
  }

  void finished(WholeBody body) {
    waiting.remove(body);
  }

  /** Ends the bodies that are past their deadlines. */
  public void sweep(long now) {
    for (WholeBody body : List.copyOf(waiting)) {
      if (body.endIfLate(now)) {
        ended.accept(ConnectionEnd.SLOW_BODY);
      }
    }
  }
}
