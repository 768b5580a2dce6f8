package io.chatalot.webhooks.server.embedded;

/** The pace at which another process is looked at. */
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
