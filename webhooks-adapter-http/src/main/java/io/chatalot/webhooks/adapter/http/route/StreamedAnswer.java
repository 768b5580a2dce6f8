package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer whose body is written by an {@link AsyncWriter} instead of Javalin: writing starts
 * after the handler has returned, and lasts as long as the client reads. See {@link LaterAnswer}
 * for an answer that Javalin writes as a whole, later.
 */
public final class StreamedAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);
  private static final String KEY = StreamedAnswer.class.getName();

  private StreamedAnswer() {}

  /**
   * Answers the request later. A handler calls it as its last step.
   *
   * @param begun completes when the status is set, with a future that completes at the answer's
   *     end; or fails with the handler's exception. May complete on any thread that can be held for
   *     a moment
   */
  public static void answer(Context ctx, CompletionStage<? extends CompletionStage<?>> begun) {
    ctx.attribute(KEY, begun);
  }

  /**
   * Takes the request over from Javalin, if the handler has called {@link #answer}.
   *
   * @param answered is called when the answer begins
   * @param refused answers an exception
   * @return whether the handler has called it
   */
  static boolean takeOver(Context ctx, Runnable answered, Consumer<Throwable> refused) {
    CompletionStage<? extends CompletionStage<?>> begun = ctx.attribute(KEY);
    if (begun == null) {
      return false;
    }
    // No time-out of Javalin's: the handler bounds how long its answer takes.
    AsyncContext async = ctx.req().startAsync();
    async.setTimeout(0);
    var refusalWritten = new CompletableFuture<Void>();
    begun.whenComplete(
        (rest, failure) -> {
          if (failure == null) {
            Accounting.safely(answered);
            rest.whenComplete((end, cut) -> complete(async));
          } else {
            // Javalin waits for this; a Jetty thread writes the refusal, since writing may block.
            async.start(
                () -> {
                  Accounting.safely(() -> refused.accept(failure));
                  refusalWritten.complete(null);
                });
          }
        });
    ctx.future(() -> LiveRequest.future(ctx, refusalWritten));
    return true;
  }

  /**
   * Completes the request without Javalin, which would loop endlessly if the server had ended the
   * request meanwhile: see {@link LiveRequest}.
   */
  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (RuntimeException ended) {
      LOG.debug("A request was ended by its server", ended);
    }
  }
}
