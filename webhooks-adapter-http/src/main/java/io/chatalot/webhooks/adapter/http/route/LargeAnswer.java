package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.jetty.JettyWire;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory.Place;
import io.chatalot.webhooks.adapter.http.work.DaemonThreads;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Sends answers larger than a connection's buffers while no thread waits for the client; a few
 * hundred clients that do not read would otherwise block all threads. A share of the heap bounds
 * all such answers together, except for bytes that answers share.
 */
public final class LargeAnswer {
  /** Smaller answers fit into the response's buffer, so writing them never blocks. */
  private static final int LARGE = 16 * 1024;

  private static final String SHARED = LargeAnswer.class.getName();
  private static final int WRITING = 2;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration STALL = Duration.ofSeconds(2);
  private static final Duration TURN = Duration.ofSeconds(10);

  /** One for the process, like its heap. */
  private static final AnswerMemory ROOM =
      new AnswerMemory(
          Math.max(4L << 20, Runtime.getRuntime().maxMemory() / 16), PATIENCE, STALL, TURN);

  private static final Executor WRITERS = DaemonThreads.create(WRITING, "large-answer");

  private LargeAnswer() {}

  /** Answers with bytes that other answers share, which must not change. */
  public static void answerShared(Context ctx, byte[] bytes) {
    ctx.attribute(SHARED, bytes);
    ctx.result(bytes);
  }

  /** Sends the handler's answer if it is large; leaves a small one to Javalin. */
  static void takeOver(Context ctx) throws IOException {
    InputStream result = ctx.resultInputStream();
    if (result == null) {
      return;
    }
    byte[] shared = ctx.attribute(SHARED);
    byte[] bytes = shared == null ? encoded(ctx, result.readAllBytes()) : shared;
    if (bytes.length < LARGE) {
      ctx.result(bytes);
      return;
    }
    ctx.result(InputStream.nullInputStream());
    if (RequestMethod.of(ctx).equals(HandlerType.HEAD)) {
      ctx.res().setContentLength(bytes.length);
    } else {
      StreamedAnswer.answer(
          ctx,
          shared == null
              ? enter(ctx, bytes.length).thenApply(place -> write(ctx, bytes, place))
              : CompletableFuture.completedFuture(write(ctx, bytes, null)));
    }
  }

  private static CompletableFuture<Place> enter(Context ctx, int bytes) {
    CompletableFuture<Place> place = ROOM.enter(ClientAddress.limited(ctx), bytes);
    if (!place.isDone()) {
      ROOM.makeRoom();
    }
    return place;
  }

  /**
   * Compresses the answer, unless it is encoded already, small, or the client does not accept gzip.
   */
  private static byte[] encoded(Context ctx, byte[] bytes) throws IOException {
    if (ctx.res().getHeader("Content-Encoding") != null
        || !Gzip.isWorthIt(bytes.length)
        || !Gzip.isWanted(ctx)) {
      return bytes;
    }
    Gzip.tell(ctx);
    return Gzip.compressed(bytes);
  }

  /** Returns a future that completes at the answer's end. */
  private static CompletableFuture<Void> write(Context ctx, byte[] bytes, Place place) {
    var wire = JettyWire.to(ctx);
    wire.announce(bytes.length);
    var over = new CompletableFuture<Void>();
    var writer =
        new AsyncWriter(wire, WRITERS, () -> over.complete(null), () -> over.complete(null));
    over.thenRun(writer::end);
    if (place != null) {
      place.dependsOn(writer::takenAt, writer::cutSlow);
      writer.ended().thenRun(place::leave);
    }
    writer.write(bytes, 0, true);
    return writer.ended();
  }
}
