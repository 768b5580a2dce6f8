package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;

/** A handler whose answer may come later, while no thread waits for it. */
@FunctionalInterface
public interface LaterAnswer {
  CompletableFuture<Handler> NOTHING_MORE = CompletableFuture.completedFuture(ctx -> {});

  /** Adapts a handler that answers before it returns. */
  static LaterAnswer now(Handler handler) {
    return ctx -> {
      handler.handle(ctx);
      return NOTHING_MORE;
    };
  }

  /**
   * Starts to handle a request.
   *
   * @return completes, on any thread, with the handler that writes the answer; a thread of the
   *     server runs that handler, since writing may block
   */
  CompletableFuture<Handler> begin(Context ctx) throws Exception;
}
