package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;
import java.util.Optional;

/**
 * One call of a webhook.
 *
 * @param token what came as the token, well-formed or not
 * @param webhook the webhook that the token has to be of, where the caller names one; the token of
 *     another is as unknown as one of none
 * @param client who calls, such as a network address: whoever misses too often is held back
 */
public record Execution(
    String token,
    Optional<WebhookId> webhook,
    Command command,
    Optional<IdempotencyKey> key,
    String client) {
  public Execution {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(client, "client");
  }

  /** A call of whatever webhook the token is of. */
  public Execution(String token, Command command, Optional<IdempotencyKey> key, String client) {
    this(token, Optional.empty(), command, key, client);
  }

  @Override
  public String toString() {
    return "Execution[token=***, webhook=" + webhook + ", key=" + key + ", client=" + client + "]";
  }
}
