package io.chatalot.webhooks.server;

/** How much is logged. Takes effect before the first line is. */
final class LogLevels {
  private LogLevels() {}

  /** A command says what it has to say itself: only trouble is logged beside it. */
  static void quiet() {
    System.setProperty("webhooks.log.level", "WARN");
  }
}
