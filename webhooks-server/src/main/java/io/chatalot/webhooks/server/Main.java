package io.chatalot.webhooks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chatalot.webhooks.server.command.CommandLineFace;
import io.chatalot.webhooks.server.command.Output;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.operation.Closer;
import io.chatalot.webhooks.server.operation.Ending;
import io.chatalot.webhooks.server.operation.FatalErrors;
import io.chatalot.webhooks.server.settings.Launch;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The command line. It serves without arguments, and administers the directory with some. */
public final class Main {
  private final Supplier<Duration> patience;
  private final PrintWriter out = new PrintWriter(System.out, true, UTF_8);

  private Main(Supplier<Duration> patience) {
    this.patience = patience;
  }

  /**
   * Runs the command line and ends the process with its status: 0, 2 for wrong arguments, 70 if the
   * server ran out of memory, 75 if it lost its database, 78 for wrong settings of the server, and
   * 1 for any other failure.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, () -> EmbeddedDatabase.PATIENCE));
  }

  /**
   * Runs the command line.
   *
   * @param patience how long an embedded database that ended is started again; read after the log
   *     has its format, since computing it loads a class that logs
   * @return the exit status
   */
  static int run(String[] arguments, Supplier<Duration> patience) {
    Launch.neutralise();
    return new CommandLineFace(
            Launch.environment(), System.in, System.out, System.err, new Main(patience)::serve)
        .run(Launch.arguments(arguments));
  }

  /** Serves until a signal (SIGTERM, SIGINT) ends the process with status 0. */
  private int serve(Settings settings) throws InterruptedException {
    FatalErrors fatal = FatalErrors.install();
    var closing = new Closer();
    var ending = new Ending(closing);
    ending.prepare();
    try {
      WebhookServer server =
          WebhookServer.start(
              settings,
              this::tellPassword,
              closing,
              (folder, background) ->
                  EmbeddedDatabase.forServer(
                      folder, background, patience.get(), ending::databaseLost));
      tell("Serving on " + settings.address(server.port()));
      if (settings.publicUrl().isPresent()) {
        tell("Webhook URLs start with " + server.publicUrl());
      }
    } catch (RuntimeException | Error e) {
      fatal.check(e);
      closing.close();
      ending.forget();
      throw e;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private void tellPassword(String password) {
    Output.deliver(out, "Made the user owner, whose password is " + password);
  }

  /** Prints a line without secrets, and logs it if standard output takes nothing. */
  private void tell(String line) {
    out.println(line);
    if (out.checkError()) {
      LoggerFactory.getLogger(Main.class).warn("Standard output takes nothing: {}", line);
    }
  }
}
