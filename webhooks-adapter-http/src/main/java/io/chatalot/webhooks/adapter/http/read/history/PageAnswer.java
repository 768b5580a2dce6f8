package io.chatalot.webhooks.adapter.http.read.history;

import io.chatalot.webhooks.adapter.http.jetty.JettyWire;
import io.chatalot.webhooks.adapter.http.route.AsyncWriter;
import io.chatalot.webhooks.adapter.http.route.RequestMethod;
import io.chatalot.webhooks.adapter.http.route.Room;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page of messages on its way to a reader. The next messages are rendered when the reader has
 * taken those before. An error in the middle cuts the reader off, since what it has got must not
 * look like a whole page.
 */
final class PageAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(PageAnswer.class);

  /** About so many bytes are sent at a time. */
  private static final int PIECE = 16 * 1024;

  /** After so many bytes of JSON another answer's turn has come. */
  private static final int TURN = 64 * 1024;

  /** In bytes: what one message may come to as JSON, as text and as bytes. */
  static final int PIECE_ROOM = 384 * 1024;

  private final PageBytes page;
  private final Room.Place place;
  private final Executor renderers;
  private final AsyncWriter outlet;
  private final Context ctx;
  private final CompletableFuture<CompletableFuture<Void>> begun = new CompletableFuture<>();

  /** By {@link System#nanoTime}, once it has begun. */
  private volatile long begunAt;

  PageAnswer(Context ctx, PageBytes page, Room.Place place, Executor renderers) {
    this.ctx = ctx;
    this.page = page;
    this.place = place;
    this.renderers = renderers;
    this.outlet = new AsyncWriter(JettyWire.to(ctx), renderers, this::sent, this::cut);
    outlet.ended().thenRunAsync(this::close, renderers);
  }

  /**
   * Starts to render and to send.
   *
   * @return completes when the answer begins, with what completes at its end
   */
  public CompletableFuture<CompletableFuture<Void>> begin() {
    renderers.execute(this::render);
    return begun;
  }

  private void render() {
    try {
      int made = 0;
      while (!page.isDone() && page.size() < PIECE && made < TURN) {
        made += page.next();
      }
      if (page.isDone() || page.size() >= PIECE) {
        send();
      } else {
        renderers.execute(this::render);
      }
    } catch (Throwable broken) {
      fail(broken);
    }
  }

  private void send() {
    byte[] bytes = page.take();
    if (page.isDone()) {
      place.shrink(bytes.length);
    }
    if (!begun.isDone()) {
      place.dependsOn(outlet::takenAt, this::cutSlow);
      if (!page.isDone() && ctx.protocol().equals("HTTP/1.1")) {
        // Else a client that closes takes the end of the connection for that of the page.
        ctx.res().setHeader("Transfer-Encoding", "chunked");
      }
      begunAt = System.nanoTime();
      begun.complete(outlet.ended());
    }
    outlet.write(bytes, 0, page.isDone());
  }

  private void sent() {
    if (page.isDone() || RequestMethod.of(ctx) == HandlerType.HEAD) {
      outlet.end();
    } else {
      place.shrink(page.held() + PIECE_ROOM);
      renderers.execute(this::render);
    }
  }

  private void fail(Throwable broken) {
    if (begun.completeExceptionally(broken)) {
      outlet.ended().complete(null);
    } else {
      LOG.error("A page of messages is cut off, since it cannot be rendered", broken);
      cut();
    }
  }

  /** Completes at the end of the answer. */
  CompletableFuture<Void> ended() {
    return outlet.ended();
  }

  /** Whether it began longer ago than this. */
  boolean isOlderThan(Duration time) {
    return begun.isDone() && System.nanoTime() - begunAt > time.toNanos();
  }

  private void cut() {
    outlet.cut();
  }

  /** Ends it before its end, since its reader takes too long. */
  void cutSlow() {
    outlet.cutSlow();
  }

  private void close() {
    page.close();
    place.leave();
  }
}
