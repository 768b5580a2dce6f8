package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;
import java.util.Optional;

/**
 * The proof and the origin of a call. Only the hash of the token is kept, never the token.
 *
 * @param token the hash of the token, or {@link TokenHash#NONE} for a malformed token
 * @param webhook the webhook that the address names beside the token, if it names a webhook; a
 *     token of another webhook counts as unknown
 * @param client the caller, such as a network address; misses are limited for each client
 */
public record Credentials(TokenHash token, Optional<WebhookId> webhook, String client) {
  public Credentials {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(client, "client");
  }

  /**
   * The credentials of a call.
   *
   * @param token the token as received, well-formed or not
   * @param webhook the webhook that the address names, if any
   * @param client the caller, such as a network address
   */
  public static Credentials of(String token, Optional<WebhookId> webhook, String client) {
    return new Credentials(
        Token.parse(token).map(Token::hash).orElse(TokenHash.NONE), webhook, client);
  }

  /** The credentials of a call whose address names no webhook beside the token. */
  public static Credentials of(String token, String client) {
    return of(token, Optional.empty(), client);
  }

  /** Whether the address names this webhook or no webhook. */
  public boolean mean(Webhook found) {
    return webhook.isEmpty() || webhook.get().equals(found.id());
  }
}
