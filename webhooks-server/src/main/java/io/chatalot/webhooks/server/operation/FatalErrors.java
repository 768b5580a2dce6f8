package io.chatalot.webhooks.server.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process with {@value #EXIT} at the first {@link OutOfMemoryError}, that of direct
 * buffers too, since nobody knows what it broke: the thread may have held a lock, or have done half
 * of its work. It sees uncaught errors, and errors that are logged at any level, also as a cause.
 *
 * <p>It allocates nothing then, and waits for no thread that may be stuck.
 */
public final class FatalErrors extends TurboFilter implements Thread.UncaughtExceptionHandler {
  /** A software fault ({@code EX_SOFTWARE} of sysexits.h). */
  static final int EXIT = 70;

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(FatalErrors.class);
  private static final byte[] LAST_WORDS =
      ("Out of memory: the process ends with " + EXIT + "; give it more (-Xmx), or start it anew\n")
          .getBytes(StandardCharsets.UTF_8);

  /** Bounds a chain of causes that is a circle. */
  private static final int MOST_CAUSES = 50;

  /** The error stream may be a pipe without a reader. */
  private static final long WRITE_MILLIS = 500;

  private final IntConsumer halt;
  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final CountDownLatch seen = new CountDownLatch(1);
  private final Thread teller = new Thread(this::tell, "out-of-memory");

  FatalErrors(IntConsumer halt) {
    this.halt = halt;
    teller.setDaemon(true);
    teller.start();
    start();
  }

  /** Installs it for the whole process; the log must be configured already. */
  public static FatalErrors install() {
    var errors = new FatalErrors(status -> Runtime.getRuntime().halt(status));
    Thread.setDefaultUncaughtExceptionHandler(errors);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(errors);
    }
    return errors;
  }

  /** Does not return after an {@link OutOfMemoryError}. */
  public void check(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof OutOfMemoryError) {
        end();
        return;
      }
      cause = cause.getCause();
    }
  }

  private void end() {
    try {
      seen.countDown();
      teller.join(WRITE_MILLIS);
    } catch (Throwable inVain) {
      // Nothing can be done without memory.
    } finally {
      halt.accept(EXIT);
    }
  }

  private void tell() {
    try {
      seen.await();
      err.write(LAST_WORDS);
    } catch (IOException | InterruptedException unheard) {
      // The exit status says the same.
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    check(thrown);
    LOG.error("The thread {} died", thread.getName(), thrown);
  }

  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
    if (t != null) {
      check(t);
    } else if (params != null
        && params.length > 0
        && params[params.length - 1] instanceof Throwable last) {
      check(last);
    }
    return FilterReply.NEUTRAL;
  }
}
