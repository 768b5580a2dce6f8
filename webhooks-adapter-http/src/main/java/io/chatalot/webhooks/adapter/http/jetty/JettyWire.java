package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Writes through Jetty's core API. The Servlet API would notify a pool thread for each client that
 * can take bytes again, so a thousand clients at once would use up the pool; here the selector
 * thread notifies.
 */
public final class JettyWire implements Wire {
  private final Response response;
  private final Connection connection;

  private JettyWire(Response response, Connection connection) {
    this.response = response;
    this.connection = connection;
  }

  /** The wire to the client of an asynchronous request. Set headers before the first send. */
  public static JettyWire to(Context ctx) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    return new JettyWire(
        request.getServletChannel().getResponse(), request.getConnectionMetaData().getConnection());
  }

  /** Sets {@code Content-Length}. Call it before the first send. */
  public void announce(long length) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
  }

  @Override
  public void send(byte[] bytes, int from, int length, boolean last, Sent sent) {
    response.write(
        last,
        ByteBuffer.wrap(bytes, from, length),
        Callback.from(InvocationType.NON_BLOCKING, sent::sent, sent::failed));
  }

  @Override
  public void cut() {
    connection.getEndPoint().close();
  }

  /** Counts in our own server only; an embedder's connections are not counted. */
  @Override
  public void countSlowReader() {
    if (connection instanceof TimedConnection counted) {
      counted.countEnd(ConnectionEnd.SLOW_READER);
    }
  }
}
