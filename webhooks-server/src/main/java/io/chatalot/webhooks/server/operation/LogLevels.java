package io.chatalot.webhooks.server.operation;

/** How much is logged. Takes effect before the first line is. */
public final class LogLevels {
  private LogLevels() {}

  /** A command says what it has to say itself: only trouble is logged beside it. */
  public static void quiet() {
    System.setProperty("webhooks.log.level", "WARN");
  }
}
