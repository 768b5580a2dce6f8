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

/** Connections that speak HTTP/1 and never anything else. */
public final class HttpOneConnections extends HttpConnectionFactory {
  /**
   * Headers that no part of the server gets to see, in lower case. A server that knows no other
   * protocol ignores {@code Upgrade} (RFC 9110, section 7.8), where Jetty looks for one and refuses
   * some calls. Javalin takes the method from the other one, past any proxy that decides by method.
   */
  private static final Set<String> IGNORED = Set.of("upgrade", "x-http-method-override");

  private final Connections all;
  private final RequestMemory memory;

  /**
   * @param all is told of each connection
   * @param memory of all requests
   */
  public HttpOneConnections(HttpConfiguration http, Connections all, RequestMemory memory) {
    super(http);
    this.all = all;
    this.memory = memory;
    // Jetty's own takes 100 KiB for each connection that is used twice, and saves little.
    http.setHeaderCacheSize(0);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new HttpOne(getHttpConfiguration(), connector, endPoint, all, memory);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  /**
   * Ends a connection with its answer to {@code CONNECT}: what follows may be meant for the host
   * that the request names, and not for this server.
   */
  public static Request closeAfterConnect(Request request, HttpFields.Mutable answer) {
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      answer.put(HttpFields.CONNECTION_CLOSE);
    }
    return request;
  }

  /** The request line that came last, which Jetty drops if it can't read its target. */
  public static Optional<RequestLine> lastLine(ConnectionMetaData connection) {
    return connection.getConnection() instanceof HttpOne one
        ? Optional.ofNullable(one.line)
        : Optional.empty();
  }

  /**
   * A method and a target as they came, malformed or not.
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
        Connections all,
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
