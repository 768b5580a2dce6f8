package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.IdempotencyKey;
import java.util.Objects;
import java.util.Optional;

/** A call of a webhook that sends a message. */
public record Execution(Credentials credentials, Command command, Optional<IdempotencyKey> key) {
  public Execution {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(key, "key");
  }

  /**
   * A call whose address names no webhook beside the token.
   *
   * @param token the token as received, well-formed or not
   * @param client the caller, such as a network address; misses are limited for each client
   */
  public Execution(String token, Command command, Optional<IdempotencyKey> key, String client) {
    this(Credentials.of(token, client), command, key);
  }

  /** Leaves the command out, since messages are private. */
  @Override
  public String toString() {
    return "Execution[credentials=" + credentials + ", key=" + key + "]";
  }
}
