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
 * What a server does at its start and on its first calls, done once on a database that is thrown
 * away, so that the JVM can record which classes that takes (JEP 350, JEP 514). A server that is
 * given the record starts in two thirds of the time or less.
 *
 * <p>Ends with 0 if no server can be started here: without a record the server starts slower, and
 * that is all. Ends with {@value #WRONG_ANSWER} if the server does not answer as it should: then
 * the record would be of errors, and one of the two is broken.
 */
final class TrainingRun {
  /** What the process exits with if the server does not answer as it should. */
  private static final int WRONG_ANSWER = 65;

  /** Enough for every class on the way of a call to be there. */
  private static final int CALLS = 200;

  private TrainingRun() {}

  /** Needs no settings, and no arguments; one is how often to call instead. */
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
    // Whoever breaks the build off must not leave a database server behind.
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
