package io.chatalot.webhooks.server.settings;

/**
 * The server cannot start, or a command cannot be carried out, for a cause that the operator can
 * mend. The message is one line that says which; it has no stack trace, since nothing is broken
 * where it was made, and never a secret.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line for an operator. */
  public ServerException(String message) {
    super(oneLine(message), null, false, false);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
