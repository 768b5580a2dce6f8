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
 * Jetty's own way to a client, below that of the Servlet API: there each client that takes bytes
 * again is told to a thread from the pool, so that a thousand of them at once take all of its
 * threads. Here the thread that watches the sockets tells it.
 */
public final class JettyWire implements Wire {
  private final Response response;
  private final Connection connection;

  private JettyWire(Response response, Connection connection) {
    this.response = response;
    this.connection = connection;
  }

  /** The way to the client of a request whose answer is asynchronous; headers are set before. */
  public static JettyWire to(Context ctx) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    return new JettyWire(
        request.getServletChannel().getResponse(), request.getConnectionMetaData().getConnection());
  }

  /** Says how many bytes the answer has; to be called before the first is sent. */
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

  /** In an embedder's server, whose connections are its own affair, nobody counts. */
  @Override
  public void countSlowReader() {
    if (connection instanceof TimedConnection counted) {
      counted.countEnd(ConnectionEnd.SLOW_READER);
    }
  }
}
