package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call of a webhook comes with, apart from what it wants. The token itself ends here: only
 * its hash goes on.
 *
 * @param token the hash of the token, or {@link TokenHash#NONE} for a malformed one
 * @param webhook the webhook that the address names beside the token, if it names one; the token of
 *     another webhook is as unknown as the token of none
 * @param client who calls, such as a network address; calls that meet no webhook are limited by it
 */
public record Credentials(TokenHash token, Optional<WebhookId> webhook, String client) {
  public Credentials {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(client, "client");
  }

  /**
   * The credentials of a call whose address names a webhook, or not.
   *
   * @param token what came as the token, well-formed or not
   */
  public static Credentials of(String token, Optional<WebhookId> webhook, String client) {
    return new Credentials(
        Token.parse(token).map(Token::hash).orElse(TokenHash.NONE), webhook, client);
  }

  /** The credentials of a call of any webhook that the token is of. */
  public static Credentials of(String token, String client) {
    return of(token, Optional.empty(), client);
  }

  /** Whether the address names this webhook, or none. */
  public boolean mean(Webhook found) {
    return webhook.isEmpty() || webhook.get().equals(found.id());
  }
}
