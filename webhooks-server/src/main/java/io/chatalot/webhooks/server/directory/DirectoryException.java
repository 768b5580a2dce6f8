package io.chatalot.webhooks.server.directory;

/**
 * The directory refuses what an administrator wants. The message is one line that says why, and
 * never has a password in it.
 */
public final class DirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryException(String message) {
    super(message, null, false, false);
  }
}
