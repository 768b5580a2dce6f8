package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.ServerException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes what can be had only once. */
public final class Output {
  /** A pipe takes nothing more when it is full and nobody reads; others may wait for a lock. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Output() {}

  /**
   * Writes a line, and sees whether it was taken.
   *
   * @param out what has failed once stays so
   * @throws ServerException if it was not within 5 s, because the output is closed, its disk is
   *     full, or nobody reads it. In the last case a reader may see the line all the same, later
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
          "Nothing was made, since standard output does not take what is to be told: it is closed,"
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
