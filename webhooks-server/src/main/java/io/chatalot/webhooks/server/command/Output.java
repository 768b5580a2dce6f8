package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.ServerException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes secrets and ids that can be shown only once. */
public final class Output {
  /**
   * How long a full pipe may wait for its reader. The caller's transaction is open meanwhile, and
   * other nodes may wait for its locks.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Output() {}

  /**
   * Writes a line, and returns when the output has taken it.
   *
   * @param out a writer whose error state stays once it has failed, as a {@link PrintWriter}'s does
   * @throws ServerException if the output has not taken the line within 5 s, because it is closed,
   *     its disk is full, or nobody reads it. In the last case a reader may still see the line
   *     later
   */
  public static void deliver(PrintWriter out, Object line) {
    deliver(out, line, PATIENCE);
  }

  public static void deliver(PrintWriter out, Object line, Duration patience) {
    var writing =
        new FutureTask<Boolean>(
            () -> {
              out.println(line);
              return out.checkError();
            });
    var writer = new Thread(writing, "output");
    writer.setDaemon(true);
    writer.start();
    if (!isTaken(writing, patience)) {
      throw new ServerException(
          "Nothing was changed, since the result could not be written: standard output is closed,"
              + " its disk is full, or nobody reads it");
    }
  }

  private static boolean isTaken(FutureTask<Boolean> writing, Duration patience) {
    try {
      return !writing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer throws nothing", e);
    }
  }
}
