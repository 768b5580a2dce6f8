package io.chatalot.webhooks.adapter.http.read.history;

import io.chatalot.webhooks.adapter.http.jetty.JettyWire;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory;
import io.chatalot.webhooks.adapter.http.route.AsyncWriter;
import io.chatalot.webhooks.adapter.http.route.RequestMethod;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one page of messages. Renders the next messages when the client has taken the previous
 * ones. An error in the middle disconnects the client, so that a partial page does not look
 * complete.
 */
final class PageAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(PageAnswer.class);

  /** The approximate bytes that are sent at a time. */
  private static final int PIECE = 16 * 1024;

  /** The bytes of JSON after which another answer is rendered. */
  private static final int TURN = 64 * 1024;

  /** The most bytes that rendering one message takes, as text and as UTF-8. */
  static final int PIECE_ROOM = 384 * 1024;

  private final PageBytes page;
  private final AnswerMemory.Place place;
  private final Executor renderers;
  private final AsyncWriter writer;
  private final Context ctx;
  private final CompletableFuture<CompletableFuture<Void>> begun = new CompletableFuture<>();

  /** When the answer began, by {@link System#nanoTime}. */
  private volatile long begunAt;

  PageAnswer(Context ctx, PageBytes page, AnswerMemory.Place place, Executor renderers) {
    this.ctx = ctx;
    this.page = page;
    this.place = place;
    this.renderers = renderers;
    this.writer = new AsyncWriter(JettyWire.to(ctx), renderers, this::sent, this::cut);
    writer.ended().thenRunAsync(this::close, renderers);
  }

  /**
   * Starts to render and to send.
   *
   * @return completes when the answer begins, with a future that completes at its end
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
      place.dependsOn(writer::takenAt, this::cutSlow);
      if (!page.isDone() && ctx.protocol().equals("HTTP/1.1")) {
        // Otherwise a client on a closing connection takes a cut for the end of the page.
        ctx.res().setHeader("Transfer-Encoding", "chunked");
      }
      begunAt = System.nanoTime();
      begun.complete(writer.ended());
    }
    writer.write(bytes, 0, page.isDone());
  }

  private void sent() {
    if (page.isDone() || RequestMethod.of(ctx) == HandlerType.HEAD) {
      writer.end();
    } else {
      place.shrink(page.held() + PIECE_ROOM);
      renderers.execute(this::render);
    }
  }

  private void fail(Throwable broken) {
    if (begun.completeExceptionally(broken)) {
      writer.ended().complete(null);
    } else {
      LOG.error("A page of messages is cut off, since it cannot be rendered", broken);
      cut();
    }
  }

  /** Completes at the end of the answer. */
  CompletableFuture<Void> ended() {
    return writer.ended();
  }

  /** Whether the answer began longer ago than {@code time}. */
  boolean isOlderThan(Duration time) {
    return begun.isDone() && System.nanoTime() - begunAt > time.toNanos();
  }

  private void cut() {
    writer.cut();
  }

  /** Disconnects a client that reads too slowly. */
  void cutSlow() {
    writer.cutSlow();
  }

  private void close() {
    page.close();
    place.leave();
  }
}
