package io.chatalot.webhooks.adapter.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoaderFactory;
import org.eclipse.jetty.util.Callback;

/**
 * No thread waits for a body: a request counts, and is handled, when its body is there, breaks off
 * or is larger than {@link RequestBody#MAX_BYTES}, which only routes for large ones read on. One
 * whose body stalls is nobody's work, and a stop does not wait for it.
 *
 * <p>All bodies together are bounded. Where there is no room for another piece, those that have
 * taken the longest to come are cut off, so that whoever dawdles is in nobody's way.
 *
 * <p>Jetty's own loader holds on to each piece with the whole buffer that it came in, hands over
 * after some dozens of them, and waits on where a client has stopped.
 */
final class WholeBodies implements ContentLoaderFactory {
  private final long mostBytes;
  private final Set<WholeBody> waiting = new LinkedHashSet<>();
  private long bytes;

  /** An eighth of the heap: requests and connections need some too. */
  WholeBodies() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * @param mostBytes of all bodies that are waited for or being handled
   */
  WholeBodies(long mostBytes) {
    this.mostBytes = mostBytes;
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
    return new WholeBody(this, handler, request, response, callback);
  }

  /** Counts what the body has so far, and returns whether there is room for it. */
  boolean admit(WholeBody body, int size, boolean whole) {
    List<WholeBody> late = count(body, size, whole);
    boolean admitted = !late.remove(body);
    late.forEach(WholeBody::cutOff);
    return admitted;
  }

  private synchronized List<WholeBody> count(WholeBody body, int size, boolean whole) {
    waiting.add(body);
    bytes += size - body.counted;
    body.counted = size;
    var late = new ArrayList<WholeBody>();
    var oldest = waiting.iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      late.add(oldest.next());
      oldest.remove();
      uncount(late.get(late.size() - 1));
    }
    if (whole) {
      waiting.remove(body);
    }
    return late;
  }

  /** Its request is answered. */
  synchronized void done(WholeBody body) {
    waiting.remove(body);
    uncount(body);
  }

  private void uncount(WholeBody body) {
    bytes -= body.counted;
    body.counted = 0;
  }

  /** For tests: of all that are counted. */
  synchronized long bytes() {
    return bytes;
  }
}
