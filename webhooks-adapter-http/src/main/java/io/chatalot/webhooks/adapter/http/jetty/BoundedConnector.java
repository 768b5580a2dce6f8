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

/** Accepts as many connections as there may be, and says when it can't. */
public final class BoundedConnector extends ServerConnector {
  /** Long enough not to spin while nothing can be accepted, and too short for people to notice. */
  private static final long PAUSE_MILLIS = 50;

  private final Connections connections;

  public BoundedConnector(Server server, Connections connections, ConnectionFactory... protocols) {
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

  /** Jetty's own returns at once when it is closed, and is called again at once. */
  @Override
  public void accept(int acceptor) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    super.accept(acceptor);
  }

  /** Returns whether to go on accepting. */
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
