package io.chatalot.webhooks.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The command line: serves without arguments, and administers the directory with some. */
public final class Main {
  /** The contract promises 10 s. */
  private static final Duration END_WITHIN = Duration.ofMillis(9_500);

  private Main() {}

  /**
   * Does what the arguments say, and ends the process with 0, or with 2 if they are wrong and 1 if
   * it fails for any other cause.
   */
  public static void main(String[] arguments) {
    CommandLineFace face =
        new CommandLineFace(System.getenv(), System.in, System.out, System.err, Main::serve);
    System.exit(face.run(arguments));
  }

  /** Serves until the process is told to end (SIGTERM, SIGINT), which it then does with 0. */
  private static int serve(Settings settings) throws InterruptedException {
    var closing = new Closing();
    var shutdown = new Thread(() -> end(closing), "shutdown");
    Runtime.getRuntime().addShutdownHook(shutdown);
    try {
      WebhookServer server = WebhookServer.start(settings, Main::tellPassword, closing);
      System.out.println("Serving on " + settings.address(server.port()));
      if (settings.publicUrl().isPresent()) {
        System.out.println("Webhook URLs start with " + server.publicUrl());
      }
    } catch (RuntimeException | Error e) {
      removeUnlessEnding(shutdown);
      throw e;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private static void tellPassword(String password) {
    System.out.println("Made the user owner, whose password is " + password);
  }

  /**
   * A JVM that a signal ends would exit with 128 and the signal's number: halting says 0. What
   * hangs, such as a database that does not answer, is not waited for beyond the promised time.
   */
  private static void end(Closing closing) {
    try {
      var closer = new Thread(closing::close, "closing");
      closer.setDaemon(true);
      closer.start();
      closer.join(END_WITHIN.toMillis());
      if (closer.isAlive()) {
        LoggerFactory.getLogger(Main.class).warn("Ending takes too long, and is cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Also without any memory left for a thread or a line in the log.
      Runtime.getRuntime().halt(0);
    }
  }

  /** So that a server that could not start exits with what it failed with. */
  private static void removeUnlessEnding(Thread shutdown) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException ending) {
      shutdown.join();
    }
  }
}
