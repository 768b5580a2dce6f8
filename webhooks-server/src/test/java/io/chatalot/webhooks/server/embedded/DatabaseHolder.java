package io.chatalot.webhooks.server.embedded;

import java.nio.file.Path;

/** A process of its own that has the database until its input ends, or until it is killed. */
final class DatabaseHolder {
  private DatabaseHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedDatabase database =
        arguments[0].equals("server")
            ? ServerDatabase.in(Path.of(arguments[1]))
            : EmbeddedDatabase.forCommand(Path.of(arguments[1]))) {
      System.out.println("ready " + database.jdbcUrl());
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
