package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.IdempotencyKey;
import java.util.Objects;
import java.util.Optional;

/**
 * One call of a webhook.
 *
 * @param token what came as the token, well-formed or not
 * @param client who calls, such as a network address: whoever misses too often is held back
 */
public record Execution(
    String token, Command command, Optional<IdempotencyKey> key, String client) {
  public Execution {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(client, "client");
  }

  @Override
  public String toString() {
    return "Execution[token=***, key=" + key + ", client=" + client + "]";
  }
}
