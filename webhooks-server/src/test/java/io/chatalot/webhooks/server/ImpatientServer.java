package io.chatalot.webhooks.server;

import java.time.Duration;

/** The server, which gives up a lost database after 3 s instead of ten minutes. */
final class ImpatientServer {
  private ImpatientServer() {}

  public static void main(String[] arguments) {
    System.exit(Main.run(arguments, () -> Duration.ofSeconds(3)));
  }
}
