package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Javalin away from a request that the container has ended, as a stopping server does.
 * Javalin 7 would read the ended request's headers again after each failure, endlessly, on the
 * thread that completed the answer.
 */
final class LiveRequest {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRequest.class);

  private LiveRequest() {}

  /** Wraps work for {@link Context#future}; the result never completes if the request has ended. */
  static <T> CompletableFuture<T> future(Context ctx, CompletionStage<T> work) {
    var done = new CompletableFuture<T>();
    work.whenComplete(
        (result, failure) -> {
          if (hasEnded(ctx)) {
            LOG.debug("The request has ended; its answer is dropped", failure);
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
