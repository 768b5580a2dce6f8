package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that may be more than a connection's buffers hold, written without a thread that waits
 * for the client (Servlet 6.0, 5.7): a few hundred clients who don't read would hold all threads.
 */
final class LargeAnswer implements WriteListener {
  /** What the response's own buffer takes is written by nobody who waits. */
  private static final int LARGE = 16 * 1024;

  private static final int PIECE = 16 * 1024;

  private final ServletOutputStream out;
  private final InputStream rest;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private LargeAnswer(ServletOutputStream out, InputStream rest) {
    this.out = out;
    this.rest = rest;
  }

  /** Sends what the handler has answered with, if that is large; otherwise Javalin does. */
  static void takeOver(Context ctx) throws IOException {
    InputStream result = ctx.resultInputStream();
    if (result == null) {
      return;
    }
    InputStream rest = encoded(ctx, result);
    if (rest.available() >= LARGE) {
      ctx.res().setContentLength(rest.available());
      ctx.result(InputStream.nullInputStream());
      if (!RequestMethod.of(ctx).equals(HandlerType.HEAD)) {
        write(ctx, rest);
      }
    } else {
      ctx.result(rest);
    }
  }

  private static void write(Context ctx, InputStream rest) throws IOException {
    // A client that takes nothing for the connection's idle timeout is cut off.
    ctx.req().startAsync().setTimeout(0);
    var answer = new LargeAnswer(ctx.res().getOutputStream(), rest);
    answer.out.setWriteListener(answer);
    ctx.future(() -> answer.ended);
  }

  /** What is encoded already stays so, and a small answer is never worth it. */
  private static InputStream encoded(Context ctx, InputStream result) throws IOException {
    if (ctx.res().getHeader("Content-Encoding") != null
        || !Gzip.isWorthIt(result.available())
        || !Gzip.isWanted(ctx)) {
      return result;
    }
    Gzip.tell(ctx);
    return new ByteArrayInputStream(Gzip.compressed(result.readAllBytes()));
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      byte[] piece = rest.readNBytes(PIECE);
      if (piece.length == 0) {
        ended.complete(null);
        return;
      }
      out.write(piece);
    }
  }

  @Override
  public void onError(Throwable gone) {
    ended.complete(null);
  }
}
