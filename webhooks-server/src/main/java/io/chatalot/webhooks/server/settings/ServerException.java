package io.chatalot.webhooks.server.settings;

/**
 * The server cannot start, or a command fails, for a cause that the operator can mend. The message
 * is one line without any secret. There is no stack trace, since the code is not at fault.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the cause and, where that is not plain, the remedy. */
  public ServerException(String message) {
    super(oneLine(message), null, false, false);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
