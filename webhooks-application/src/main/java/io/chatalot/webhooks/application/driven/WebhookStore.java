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
 * Stores webhooks, and with each change its audit entries: both are stored or neither is. When a
 * method returns, every call that starts later on any node sees its effect.
 *
 * <p>The store sets all times, to the millisecond and by one clock for all nodes.
 */
public interface WebhookStore {
  /**
   * Stores a new webhook. The channel never has more webhooks than the maximum, even if many
   * callers add at once.
   *
   * @return the stored webhook
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code CONFLICT} if the channel has
   *     {@code maxInChannel} webhooks already
   */
  Webhook add(NewWebhook webhook, int maxInChannel, AuditDraft entry);

  /** The webhook whose token has this hash, active or not. */
  Optional<Webhook> find(TokenHash token);

  /** The webhooks whose tokens have these hashes, active or not, in any order, by one look-up. */
  List<Webhook> find(Set<TokenHash> tokens);

  Optional<ListedWebhook> find(WebhookId webhook);

  /** All webhooks of the channel, the oldest first. */
  List<ListedWebhook> list(ChannelId channel);

  /**
   * Changes a webhook atomically: {@code change} gets the current webhook, and no other change
   * comes between. It may be called more than once; the last call counts. If it throws, nothing is
   * changed and the exception is thrown on.
   *
   * @param known the webhook as the caller last read it. It may save the store a look-up, but never
   *     decides: a store compares its version, and reads the webhook again if it differs
   * @return the webhook after the change
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook does
   *     not exist
   */
  ListedWebhook update(Webhook known, Function<Webhook, Change> change);

  /**
   * Deletes a webhook; its messages and audit entries stay.
   *
   * @param known as for {@link #update}
   * @param entry makes the audit entry from the current webhook; may be called more than once
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook does
   *     not exist
   */
  void delete(Webhook known, Function<Webhook, AuditDraft> entry);

  /**
   * Raises the version of each webhook of the channel, so that calls which used a cached webhook
   * are decided anew. A caller may call it within its own transaction, after it has changed the
   * channel.
   */
  void raiseVersions(ChannelId channel);

  /** A webhook after a change, with the audit entries of the change; none if nothing changed. */
  record Change(Webhook webhook, List<AuditDraft> entries) {
    public Change {
      Objects.requireNonNull(webhook, "webhook");
      entries = List.copyOf(entries);
    }
  }
}
