package io.chatalot.webhooks.server.embedded;

/**
 * The embedded PostgreSQL is not available. The message is one line for an operator, who can mend
 * the cause.
 */
public final class EmbeddedDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String message) {
    super(message);
  }

  EmbeddedDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
