package io.chatalot.webhooks.adapter.http.jetty;

import java.util.function.Consumer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/** Jetty's buffer pool, on and outside of the heap, with a listener for allocation errors. */
public final class WatchedBuffers extends ArrayByteBufferPool {
  private final Consumer<Error> lost;

  /**
   * @param lost gets each error before it is rethrown
   */
  public WatchedBuffers(Consumer<Error> lost) {
    this.lost = lost;
  }

  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    try {
      return super.acquire(size, direct);
    } catch (Error error) {
      lost.accept(error);
      throw error;
    }
  }
}
