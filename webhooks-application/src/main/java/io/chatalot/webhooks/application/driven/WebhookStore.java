package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps webhooks, and with each change the audit entries that tell of it: both are stored or
 * neither is. What a method has returned from is seen by every call that starts later, on every
 * node.
 *
 * <p>All times are the store's: it has one clock, however many nodes use it, and sets times to the
 * millisecond.
 */
public interface WebhookStore {
  /**
   * Keeps a new webhook. However many callers add at once, the channel never holds more than the
   * maximum.
   *
   * @return the webhook as it is stored
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code CONFLICT} if the channel holds
   *     {@code maxInChannel} webhooks already
   */
  Webhook add(NewWebhook webhook, int maxInChannel, AuditDraft entry);

  /** The webhook whose token has this hash, active or not. */
  Optional<Webhook> find(TokenHash token);

  /**
   * The webhooks whose tokens have these hashes, active or not, in any order and with one look-up;
   * hashes that no webhook has are left out.
   */
  List<Webhook> find(Set<TokenHash> tokens);

  Optional<ListedWebhook> find(WebhookId webhook);

  /** All webhooks of the channel, the oldest first. */
  List<ListedWebhook> list(ChannelId channel);

  /**
   * Changes a webhook atomically: {@code change} is given the webhook as it is, and no other change
   * comes between. It may be called more than once; the last call counts. If it throws, nothing is
   * changed and the exception goes through.
   *
   * @return the webhook after the change
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if there is none
   */
  ListedWebhook update(WebhookId webhook, Function<Webhook, Change> change);

  /**
   * Removes a webhook; its messages and audit entries stay.
   *
   * @param entry makes the entry that tells of it
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if there is none
   */
  void delete(WebhookId webhook, Function<Webhook, AuditDraft> entry);

  /**
   * Raises the version of each webhook of the channel, so that calls which were decided by what was
   * known of them before are decided anew. It may be part of a transaction of the caller's, after
   * the change of the channel that it is for.
   */
  void raiseVersions(ChannelId channel);

  /** A webhook after a change, and what the change is to be remembered as; none if it was none. */
  record Change(Webhook webhook, List<AuditDraft> entries) {
    public Change {
      Objects.requireNonNull(webhook, "webhook");
      entries = List.copyOf(entries);
    }
  }
}
