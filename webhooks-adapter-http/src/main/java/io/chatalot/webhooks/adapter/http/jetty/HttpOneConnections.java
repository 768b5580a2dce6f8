package io.chatalot.webhooks.adapter.http.jetty;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;

/** Creates connections that speak HTTP/1 only. */
public final class HttpOneConnections extends HttpConnectionFactory {
  /**
   * Headers that are dropped, in lower case. {@code Upgrade}: a server without other protocols
   * ignores it (RFC 9110, section 7.8), while Jetty refuses some requests that have it. {@code
   * X-HTTP-Method-Override}: Javalin would use its method, which bypasses proxies that filter by
   * method.
   */
  private static final Set<String> IGNORED = Set.of("upgrade", "x-http-method-override");

  private final ClientConnections all;
  private final RequestMemory memory;

  /**
   * @param all counts each connection
   * @param memory bounds all requests together
   */
  public HttpOneConnections(HttpConfiguration http, ClientConnections all, RequestMemory memory) {
    super(http);
    this.all = all;
    this.memory = memory;
    // Jetty's cache takes 100 KiB for each reused connection, and saves little.
    http.setHeaderCacheSize(0);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new HttpOne(getHttpConfiguration(), connector, endPoint, all, memory);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  /**
   * Closes a connection after its answer to {@code CONNECT}: the bytes that follow may be meant for
   * the named host instead of this server.
   */
  public static Request closeAfterConnect(Request request, HttpFields.Mutable answer) {
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      answer.put(HttpFields.CONNECTION_CLOSE);
    }
    return request;
  }

  /** The last request line, which Jetty drops if it cannot parse the target. */
  public static Optional<RequestLine> lastLine(ConnectionMetaData connection) {
    return connection.getConnection() instanceof HttpOne one
        ? Optional.ofNullable(one.line)
        : Optional.empty();
  }

  /**
   * The raw method and target, malformed or not.
   *
   * @param target may hold a token
   */
  public record RequestLine(String method, String target) {}

  private static final class HttpOne extends TimedConnection {
    private RequestLine line;

    HttpOne(
        HttpConfiguration http,
        Connector connector,
        EndPoint endPoint,
        ClientConnections all,
        RequestMemory memory) {
      super(http, connector, endPoint, all, memory);
    }

    @Override
    CountingHandler newCountingHandler() {
      return new CountingHandler() {
        @Override
        public void messageBegin() {
          line = null;
          super.messageBegin();
        }

        @Override
        public void startRequest(String method, String target, HttpVersion version) {
          line = new RequestLine(method, target);
          super.startRequest(method, target, version);
        }

        @Override
        boolean ignores(HttpField field) {
          return IGNORED.contains(field.getLowerCaseName());
        }
      };
    }
  }
}
