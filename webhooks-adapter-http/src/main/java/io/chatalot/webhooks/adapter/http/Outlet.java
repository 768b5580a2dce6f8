package io.chatalot.webhooks.adapter.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stream is written to, a piece at a time, without a thread that waits for the client
 * (Servlet 6.0, 5.7). It is busy from the start: its first piece is the greeting.
 */
final class Outlet implements WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
  private static final Runnable NOTHING = () -> {};

  private final ServletOutputStream out;
  private final Runnable free;
  private final Runnable gone;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private byte[] piece;
  private boolean flushDue;
  private boolean busy = true;
  private boolean over;

  /**
   * @param free is called once for each piece, when it is written and there is room for another
   * @param gone is called when nothing can be written any more; perhaps more than once
   */
  Outlet(ServletOutputStream out, byte[] greeting, Runnable free, Runnable gone) {
    this.out = out;
    this.piece = greeting;
    this.free = free;
    this.gone = gone;
  }

  /** Completes at the end, when the response may be completed or, in mid-piece, cut off. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Writes a piece; only to be called when it is free. Does nothing after the end. */
  void write(byte[] next) {
    synchronized (this) {
      piece = next;
      busy = true;
    }
    onWritePossible();
  }

  /** Nothing is written after this, not even by a thread that is about to. */
  void end() {
    synchronized (this) {
      over = true;
    }
    // Not before: the container may then use the stream for somebody else.
    ended.complete(null);
  }

  @Override
  public void onWritePossible() {
    proceed().run();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.debug("A client that followed is gone", failure);
    gone.run();
  }

  /** Returns what to do then, without the lock. */
  private synchronized Runnable proceed() {
    try {
      while (!over && out.isReady()) {
        if (piece != null) {
          byte[] now = piece;
          piece = null;
          flushDue = true;
          out.write(now);
        } else if (flushDue) {
          flushDue = false;
          out.flush();
        } else if (busy) {
          busy = false;
          return free;
        } else {
          return NOTHING;
        }
      }
      return NOTHING;
    } catch (IOException | RuntimeException failure) {
      LOG.debug("A client that followed is gone", failure);
      return gone;
    }
  }
}
