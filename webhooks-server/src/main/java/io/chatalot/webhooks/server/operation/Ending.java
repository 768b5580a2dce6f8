package io.chatalot.webhooks.server.operation;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/** Ends a serving process: in order, within the promised time, with a status. */
public final class Ending {
  /** A resource is lost that may come back ({@code EX_TEMPFAIL} of sysexits.h). */
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
   * @param closing the resources of the server
   */
  public Ending(Closer closing) {
    this(closing, WITHIN, System::exit, Runtime.getRuntime()::halt);
  }

  /**
   * @param within the time for closing all resources
   * @param exit begins the end of the JVM, which runs its shutdown hooks
   * @param halt ends the JVM at once
   */
  public Ending(Closer closing, Duration within, IntConsumer exit, IntConsumer halt) {
    this.closing = closing;
    this.within = within;
    this.exit = exit;
    this.halt = halt;
  }

  /** Makes a signal (SIGTERM, SIGINT) end the process in order with status 0. */
  public void prepare() {
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /** Undoes {@link #prepare}, so that a failed start exits with its own status. */
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
   * Closes all resources and halts the JVM. Halting sets the status; after a signal the JVM would
   * otherwise exit with 128 and the signal's number. Resources that hang, such as a database that
   * does not answer, get no more than the promised time.
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
      // Works even without memory for a thread or a log line.
      halt.accept(status);
    }
  }
}
