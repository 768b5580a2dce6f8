package io.chatalot.webhooks.server.command;

import io.chatalot.webhooks.server.settings.Settings;

/** What the command line does when it is not asked for anything else. */
@FunctionalInterface
public interface Serving {
  /**
   * Serves until the process is told to end.
   *
   * @return what the process exits with
   * @throws Exception if it cannot serve; the message of a {@link
   *     io.chatalot.webhooks.server.settings.ServerException} is printed as it is
   */
  int serve(Settings settings) throws Exception;
}
