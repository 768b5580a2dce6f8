package io.chatalot.webhooks.server;

import io.chatalot.webhooks.server.operation.Closer;
import io.chatalot.webhooks.server.settings.Causes;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Starts a server and makes its first calls on a temporary database, so that the JVM can record the
 * classes that it loads (JEP 350, JEP 514). A server with that record starts in two thirds of the
 * time or less.
 *
 * <p>Ends with 0 if no server can be started here: without a record the server only starts slower.
 * Ends with {@value #WRONG_ANSWER} if the server gives a wrong answer, since the record would
 * contain its errors.
 */
final class TrainingRun {
  /** The exit status if the server gives a wrong answer. */
  private static final int WRONG_ANSWER = 65;

  /** Enough calls to load every class of the execute path. */
  private static final int CALLS = 200;

  private TrainingRun() {}

  /**
   * Runs without settings.
   *
   * @param arguments nothing, or the number of calls
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments.length == 0 ? CALLS : Integer.parseInt(arguments[0])));
  }

  private static int run(int calls) throws InterruptedException {
    String password = UUID.randomUUID().toString();
    URI server;
    try {
      server = start(password);
    } catch (IOException | RuntimeException e) {
      System.err.println("No training run here, so the server will start slower: " + Causes.of(e));
      return 0;
    }
    try {
      new TrainingCalls(server, calls).make(password);
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println("The training run failed: " + Causes.of(e));
      return WRONG_ANSWER;
    }
  }

  private static URI start(String password) throws IOException {
    Path folder = Files.createTempDirectory("chatalot-training");
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT", "0",
                "WEBHOOKS_DATA_DIR", folder.toString(),
                "WEBHOOKS_OWNER_PASSWORD", password,
                "WEBHOOKS_RATE_LIMIT", "1000",
                "WEBHOOKS_RATE_BURST", "1000"));
    var closing = new Closer();
    // A build that is interrupted must not leave a database server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closing, folder), "end"));
    WebhookServer server = WebhookServer.start(settings, unused -> {}, closing);
    return settings.address(server.port());
  }

  private static void end(Closer closing, Path folder) {
    closing.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("The training run leaves something in " + folder + ": " + Causes.of(e));
    }
  }
}
