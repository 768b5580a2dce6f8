package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The share of the heap for the texts and lists that templates make. A rendering takes memory as it
 * makes them and gives all back at its end. Safe for use by many threads.
 */
public final class RenderMemory {
  /** Taken at once, so that renderings seldom meet. */
  private static final long CHUNK = 128 * 1024;

  private final AtomicLong free;

  public RenderMemory(long bytes) {
    free = new AtomicLong(bytes);
  }

  public Part take() {
    return new Part();
  }

  /** What one rendering has taken. For one thread. */
  public final class Part implements AutoCloseable {
    private long taken;
    private long left;

    /**
     * Takes memory before it is used.
     *
     * @throws WebhookException with {@link Reason#UNAVAILABLE} if others have taken it all
     */
    public void use(long bytes) {
      if (bytes > left) {
        long more = Math.max(CHUNK, bytes - left);
        if (free.addAndGet(-more) < 0) {
          free.addAndGet(more);
          throw new WebhookException(
              Reason.UNAVAILABLE,
              "There is no room for another template at the moment; try again.");
        }
        taken += more;
        left += more;
      }
      left -= bytes;
    }

    @Override
    public void close() {
      free.addAndGet(taken);
      taken = 0;
      left = 0;
    }
  }
}
