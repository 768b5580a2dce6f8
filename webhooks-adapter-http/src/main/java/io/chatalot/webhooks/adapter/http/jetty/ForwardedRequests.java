package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Gives a request through a trusted proxy its client's address, and marks it secure if the client
 * used HTTPS. Jetty's own customizer trusts every peer.
 */
public final class ForwardedRequests implements HttpConfiguration.Customizer {
  private final TrustedProxies proxies;

  public ForwardedRequests(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
    if (remote instanceof InetSocketAddress peer && proxies.contains(peer.getAddress())) {
      InetAddress client = proxies.client(peer.getAddress(), lines(request, "X-Forwarded-For"));
      return new Forwarded(request, new InetSocketAddress(client, peer.getPort()));
    }
    return request;
  }

  /** The lines of a header: each proxy appends to the last line or adds a line. */
  private static List<String> lines(Request request, String header) {
    return request.getHeaders().getValuesList(header);
  }

  private static final class Forwarded extends Request.Wrapper {
    private final ConnectionMetaData connection;
    private final boolean secure;

    Forwarded(Request request, InetSocketAddress client) {
      super(request);
      connection = new Client(request.getConnectionMetaData(), client);
      List<String> lines = lines(request, "X-Forwarded-Proto");
      secure = lines.isEmpty() ? request.isSecure() : isHttps(lines.get(lines.size() - 1));
    }

    private static boolean isHttps(String schemes) {
      return schemes.substring(schemes.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }

  private static final class Client extends ConnectionMetaData.Wrapper {
    private final InetSocketAddress address;

    Client(ConnectionMetaData wrapped, InetSocketAddress address) {
      super(wrapped);
      this.address = address;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return address;
    }
  }
}
