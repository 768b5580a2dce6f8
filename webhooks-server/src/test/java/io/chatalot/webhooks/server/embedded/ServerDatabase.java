package io.chatalot.webhooks.server.embedded;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import java.nio.file.Path;

/** The embedded database as a server has it, for tests that need no server. */
public final class ServerDatabase {
  private ServerDatabase() {}

  /** Starts it in a data directory, and starts it again when it ends by itself. */
  public static EmbeddedDatabase in(Path dataDir) {
    var background =
        new Background(
            BackgroundObserver.NONE,
            (task, failure) -> System.err.println(task + ": " + failure),
            System::nanoTime);
    return EmbeddedDatabase.forServer(dataDir, background, EmbeddedDatabase.PATIENCE, () -> {});
  }
}
