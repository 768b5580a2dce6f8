package io.chatalot.webhooks.adapter.http.jetty;

import java.util.function.Consumer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/** Jetty's buffers, on the heap and beside it. What keeps one from being made is told of. */
public final class WatchedBuffers extends ArrayByteBufferPool {
  private final Consumer<Error> lost;

  /**
   * @param lost hears of each error before it is thrown
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
