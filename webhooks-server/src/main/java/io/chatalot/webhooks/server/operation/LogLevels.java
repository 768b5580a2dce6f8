package io.chatalot.webhooks.server.operation;

/** The level of the log; takes effect before the first line. */
public final class LogLevels {
  private LogLevels() {}

  /** Logs warnings and errors only, since a command prints its result itself. */
  public static void quiet() {
    System.setProperty("webhooks.log.level", "WARN");
  }
}
