package io.chatalot.webhooks.adapter.http.jetty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Accepts connections up to the bound of {@link ClientConnections}, and reports accept failures to
 * it.
 */
public final class BoundedConnector extends ServerConnector {
  /**
   * The pause after a failed accept: long enough not to spin, and too short for people to notice.
   */
  private static final long PAUSE_MILLIS = 50;

  private final ClientConnections connections;

  public BoundedConnector(
      Server server, ClientConnections connections, ConnectionFactory... protocols) {
    super(server, protocols);
    this.connections = connections;
    getSelectorManager().addEventListener(connections);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    var socket = new WatchedEndPoint(channel, selector, key, getScheduler());
    socket.setIdleTimeout(getIdleTimeout());
    return socket;
  }

  /**
   * Throws when the connector is closed. Jetty's method would return at once and be called again.
   */
  @Override
  public void accept(int acceptor) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    super.accept(acceptor);
  }

  /** Returns whether to keep accepting. */
  @Override
  protected boolean handleAcceptFailure(Throwable failure) {
    if (!isRunning() || !isOpen() || failure instanceof InterruptedException) {
      return false;
    }
    connections.cannotAccept(failure);
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException stopping) {
      return isRunning() && isOpen();
    }
  }
}
