package io.chatalot.webhooks.server.directory;

/**
 * A refusal of the directory to an administrator. The message is one line with the reason, never
 * with a password.
 */
public final class DirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryException(String message) {
    super(message, null, false, false);
  }
}
