package io.chatalot.webhooks.adapter.http.jetty;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.util.Callback;

/**
 * Hands over a request without reading its body, which is longer than its route takes; the route
 * then refuses it.
 */
final class UnwantedBody extends ContentLoader {
  UnwantedBody(Handler handler, Request request, Response response, Callback callback) {
    super(handler, request, response, callback);
  }

  @Override
  protected void load() {
    var nothing = ByteBuffer.allocate(0);
    var request =
        new LoadedRequest(getRequest(), getResponse(), nothing, Content.Chunk.EMPTY, Duration.ZERO);
    handle(request, getResponse(), new Draining(request, getCallback()));
  }
}
