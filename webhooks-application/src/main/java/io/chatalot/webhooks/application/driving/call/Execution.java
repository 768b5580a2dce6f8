package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.IdempotencyKey;
import java.util.Objects;
import java.util.Optional;

/** One call of a webhook that sends a message. */
public record Execution(Credentials credentials, Command command, Optional<IdempotencyKey> key) {
  public Execution {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(key, "key");
  }

  /**
   * A call of any webhook that the token is of.
   *
   * @param token what came as the token, well-formed or not
   * @param client who calls, such as a network address; calls that meet no webhook are limited by
   *     it
   */
  public Execution(String token, Command command, Optional<IdempotencyKey> key, String client) {
    this(Credentials.of(token, client), command, key);
  }

  /** Shows nothing of what is said. */
  @Override
  public String toString() {
    return "Execution[credentials=" + credentials + ", key=" + key + "]";
  }
}
