package io.chatalot.webhooks.server.operation;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/** The end of a process that serves: in order, within the promised time, with a status. */
public final class Ending {
  /** Something is away that may come back ({@code EX_TEMPFAIL} of sysexits.h). */
  static final int DATABASE_LOST = 75;

  /** The contract promises 10 s. */
  private static final Duration WITHIN = Duration.ofMillis(9_500);

  private final Closer closing;
  private final Duration within;
  private final IntConsumer exit;
  private final IntConsumer halt;
  private final Thread shutdown = new Thread(this::end, "shutdown");
  private volatile int status;

  /**
   * @param closing what is to be closed
   */
  public Ending(Closer closing) {
    this(closing, WITHIN, System::exit, Runtime.getRuntime()::halt);
  }

  /**
   * @param within how long all that is to be closed has for it
   * @param exit begins the end of the JVM, which has the rest done
   * @param halt ends it at once
   */
  public Ending(Closer closing, Duration within, IntConsumer exit, IntConsumer halt) {
    this.closing = closing;
    this.within = within;
    this.exit = exit;
    this.halt = halt;
  }

  /** From now on a signal (SIGTERM, SIGINT) ends the process in order, with 0. */
  public void prepare() {
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /** So that a server that could not start exits with what it failed with. */
  public void forget() throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException ending) {
      shutdown.join();
    }
  }

  /** Ends the process in order because its database is lost. Returns at once. */
  public void databaseLost() {
    status = DATABASE_LOST;
    var exiting = new Thread(() -> exit.accept(DATABASE_LOST), "exit");
    exiting.setDaemon(true);
    exiting.start();
  }

  /**
   * A JVM that a signal ends would exit with 128 and the signal's number: halting says what it is.
   * What hangs, such as a database that does not answer, is not waited for beyond the promised
   * time.
   */
  void end() {
    try {
      var closer = new Thread(closing::close, "closing");
      closer.setDaemon(true);
      closer.start();
      closer.join(within.toMillis());
      if (closer.isAlive()) {
        LoggerFactory.getLogger(Ending.class).warn("Ending takes too long, and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Also without any memory left for a thread or a line in the log.
      halt.accept(status);
    }
  }
}
