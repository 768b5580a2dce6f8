package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Javalin from going on with a request that the container has ended. Javalin 7 then asks the
 * request for its headers again after each failure to do so: for ever, on the thread that completed
 * the answer. A server that is stopped ends requests that are under way.
 */
final class LiveRequest {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRequest.class);

  private LiveRequest() {}

  /** The same, for {@link Context#future}; it never completes if the request has ended. */
  static <T> CompletableFuture<T> future(Context ctx, CompletionStage<T> work) {
    var done = new CompletableFuture<T>();
    work.whenComplete(
        (result, failure) -> {
          if (hasEnded(ctx)) {
            LOG.debug("Nobody waits for this any more", failure);
            return;
          }
          if (failure == null) {
            done.complete(result);
          } else {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }

  private static boolean hasEnded(Context ctx) {
    try {
      ctx.req().getHeader("Accept");
      return false;
    } catch (RuntimeException ended) {
      LOG.debug("A request was ended by its server", ended);
      return true;
    }
  }
}
