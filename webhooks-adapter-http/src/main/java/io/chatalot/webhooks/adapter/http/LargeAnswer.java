package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

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
    if (result == null
        || !isLarge(result.available())
        || RequestMethod.of(ctx) == HandlerType.HEAD) {
      return;
    }
    InputStream rest = result;
    if (ctx.res().getHeader("Content-Encoding") == null && mayCompress(ctx)) {
      tellCompressed(ctx);
      rest = new ByteArrayInputStream(compressed(result.readAllBytes()));
    }
    ctx.result(InputStream.nullInputStream());
    ctx.res().setContentLength(rest.available());
    // A client that takes nothing for the connection's idle timeout is cut off.
    ctx.req().startAsync().setTimeout(0);
    var answer = new LargeAnswer(ctx.res().getOutputStream(), rest);
    answer.out.setWriteListener(answer);
    ctx.future(() -> answer.ended);
  }

  /** Whether so many bytes are sent in this way. */
  static boolean isLarge(int bytes) {
    return bytes >= LARGE;
  }

  /** Whether the client takes gzip (RFC 9110, 12.5.3). */
  static boolean mayCompress(Context ctx) {
    String accepted = ctx.header("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  static void tellCompressed(Context ctx) {
    ctx.header("Content-Encoding", "gzip").header("Vary", "Accept-Encoding");
  }

  static byte[] compressed(byte[] bytes) throws IOException {
    var small = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(small)) {
      gzip.write(bytes);
    }
    return small.toByteArray();
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
