package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
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
  private final byte[] bytes;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private int written;

  private LargeAnswer(ServletOutputStream out, byte[] bytes) {
    this.out = out;
    this.bytes = bytes;
  }

  /** Sends what the handler has answered with, if that is large; otherwise Javalin does. */
  static void takeOver(Context ctx) throws IOException {
    InputStream result = ctx.resultInputStream();
    if (result == null || result.available() < LARGE || ctx.method() == HandlerType.HEAD) {
      return;
    }
    byte[] bytes = forClient(ctx, result.readAllBytes());
    ctx.result(InputStream.nullInputStream());
    ctx.res().setContentLength(bytes.length);
    // A client that takes nothing for the connection's idle timeout is cut off.
    ctx.req().startAsync().setTimeout(0);
    var answer = new LargeAnswer(ctx.res().getOutputStream(), bytes);
    answer.out.setWriteListener(answer);
    ctx.future(() -> answer.ended);
  }

  private static byte[] forClient(Context ctx, byte[] bytes) throws IOException {
    String accepted = ctx.header("Accept-Encoding");
    if (accepted == null || !accepted.contains("gzip")) {
      return bytes;
    }
    ctx.header("Content-Encoding", "gzip").header("Vary", "Accept-Encoding");
    var small = new ByteArrayOutputStream(bytes.length / 2);
    try (var gzip = new GZIPOutputStream(small)) {
      gzip.write(bytes);
    }
    return small.toByteArray();
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      if (written == bytes.length) {
        ended.complete(null);
        return;
      }
      int size = Math.min(PIECE, bytes.length - written);
      out.write(bytes, written, size);
      written += size;
    }
  }

  @Override
  public void onError(Throwable gone) {
    ended.complete(null);
  }
}
