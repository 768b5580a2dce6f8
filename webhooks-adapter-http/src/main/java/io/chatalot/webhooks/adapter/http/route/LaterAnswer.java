package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;

/** Handles a request whose answer may come later, while no thread waits for it. */
@FunctionalInterface
public interface LaterAnswer {
  CompletableFuture<Handler> NOTHING_MORE = CompletableFuture.completedFuture(ctx -> {});

  /** Handled when it returns. */
  static LaterAnswer now(Handler handler) {
    return ctx -> {
      handler.handle(ctx);
      return NOTHING_MORE;
    };
  }

  /**
   * Begins with it.
   *
   * @return completes, on any thread, with what answers the request; that is called by a thread of
   *     the server, since it may have to wait for the client
   */
  CompletableFuture<Handler> begin(Context ctx) throws Exception;
}
