package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.Settings;

/** Serves; the command line does it where no command is given. */
@FunctionalInterface
public interface Serving {
  /**
   * Serves until the process gets a signal to end.
   *
   * @return the exit status of the process
   * @throws Exception if the server cannot serve; the command line prints the message of a {@link
   *     io.chatalot.webhooks.server.settings.ServerException} as it is
   */
  int serve(Settings settings) throws Exception;
}
