package io.chatalot.webhooks.server.embedded;

/** The pause between two checks of another process. */
final class Pause {
  private Pause() {}

  static void briefly() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new EmbeddedDatabaseException("Interrupted while waiting for the embedded PostgreSQL");
    }
  }
}
