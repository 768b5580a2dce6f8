package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.work.SwallowedErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A socket that logs JVM errors while it reads and writes, such as the JDK's failure to allocate a
 * direct buffer; see {@link SwallowedErrors}.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
  WatchedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    try {
      return super.fill(buffer);
    } catch (Error error) {
      SwallowedErrors.log(error);
      throw error;
    }
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    try {
      return super.flush(buffers);
    } catch (Error error) {
      SwallowedErrors.log(error);
      throw error;
    }
  }
}
