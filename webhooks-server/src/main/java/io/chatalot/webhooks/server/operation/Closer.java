package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.server.settings.ServerException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes resources at the end: the latest first, each once, and all of them even if some fail. */
public final class Closer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private boolean closed;

  /**
   * Registers a resource, and returns it.
   *
   * @throws ServerException if the end has come already; the resource is then closed at once
   */
  public synchronized <T extends AutoCloseable> T later(T closeable) {
    if (closed) {
      close(closeable);
      throw new ServerException("The server was told to end before it served");
    }
    open.push(closeable);
    return closeable;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("Could not be closed in order: {}", closeable, e);
    }
  }
}
