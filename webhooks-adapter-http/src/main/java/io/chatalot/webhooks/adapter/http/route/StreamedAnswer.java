package io.chatalot.webhooks.adapter.http.route;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer whose handler has its body written by an {@link AsyncWriter}, and not by Javalin: it
 * begins after the handler has returned, and goes on for as long as the client takes. An answer
 * that Javalin writes as a whole, later, is a {@link LaterAnswer}.
 */
public final class StreamedAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);
  private static final String KEY = StreamedAnswer.class.getName();

  private StreamedAnswer() {}

  /**
   * Has the request answered later. To be called by a handler, as the last thing that it does.
   *
   * @param begun completes when the status is set, with what completes at the end of the answer; or
   *     with what the handler would have thrown. Its thread must not be needed for anything else
   *     for a moment.
   */
  public static void answer(Context ctx, CompletionStage<? extends CompletionStage<?>> begun) {
    ctx.attribute(KEY, begun);
  }

  /**
   * Takes over, if the handler has called {@link #answer}.
   *
   * @param answered is called when the answer begins
   * @param refused answers with what was thrown instead
   * @return whether it has
   */
  static boolean takeOver(Context ctx, Runnable answered, Consumer<Throwable> refused) {
    CompletionStage<? extends CompletionStage<?>> begun = ctx.attribute(KEY);
    if (begun == null) {
      return false;
    }
    // How long it may take is the handler's affair, whatever Javalin has been told about others.
    AsyncContext async = ctx.req().startAsync();
    async.setTimeout(0);
    var refusalWritten = new CompletableFuture<Void>();
    begun.whenComplete(
        (rest, failure) -> {
          if (failure == null) {
            Accounting.safely(answered);
            rest.whenComplete((end, cut) -> complete(async));
          } else {
            // Javalin waits until a refusal is written, which is for a thread of Jetty's to do.
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
   * Past Javalin, which has nothing left to write, and would never come to an end if the server
   * ended the request meanwhile: see {@link LiveRequest}.
   */
  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (RuntimeException ended) {
      LOG.debug("A request was ended by its server", ended);
    }
  }
}
