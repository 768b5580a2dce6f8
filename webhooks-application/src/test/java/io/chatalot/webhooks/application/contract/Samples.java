package io.chatalot.webhooks.application.contract;

import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Webhooks, messages and entries, each with ids of its own, so that tests can share a store. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  private Samples() {}

  public static ChannelId channel() {
    return new ChannelId(UUID.randomUUID());
  }

  public static TokenHash token() {
    return Token.generate(RANDOM).hash();
  }

  /** A webhook that is not stored yet. */
  public static NewWebhook newWebhook(ChannelId channel) {
    var draft =
        new WebhookDraft(
            new DisplayName("Büro 🚀"),
            Optional.of(new AvatarUrl("https://a.example/ä.png")),
            Optional.of(new Template("{{ title }} ä 🚀")));
    return new NewWebhook(
        new WebhookId(UUID.randomUUID()), channel, draft, token(), new UserId(UUID.randomUUID()));
  }

  /** A webhook as a store returns it. */
  public static Webhook webhook(ChannelId channel) {
    return newWebhook(channel).storedAt(NOW);
  }

  /** Adds a webhook, in a channel with room for many. */
  public static Webhook added(WebhookStore store, ChannelId channel) {
    NewWebhook made = newWebhook(channel);
    return store.add(made, 50, created(made));
  }

  /** The audit entry of a webhook's creation. */
  public static AuditDraft created(NewWebhook made) {
    return entry(AuditAction.CREATED, made.storedAt(NOW));
  }

  public static AuditDraft entry(AuditAction action, Webhook webhook) {
    return new AuditDraft(
        UUID.randomUUID(),
        webhook.channelId(),
        webhook.id(),
        webhook.name(),
        action,
        webhook.createdBy());
  }

  public static WebhookEdit rename(String name) {
    return new WebhookEdit(Optional.of(new DisplayName(name)), new Edit.Keep<>(), Optional.empty());
  }

  public static MessageDraft message(Webhook webhook, String content) {
    return webhook.post(
        new MessageId(UUID.randomUUID()),
        new MessageContent(content),
        Optional.empty(),
        Optional.empty());
  }

  public static NewMessage plain(Webhook webhook, String content) {
    return new NewMessage(message(webhook, content), webhook.version(), Optional.empty());
  }

  /** Equal contents have equal fingerprints, and different contents different fingerprints. */
  public static NewMessage once(Webhook webhook, String key, String content) {
    return new NewMessage(
        message(webhook, content),
        webhook.version(),
        Optional.of(new Once(new IdempotencyKey(key), "print of " + content)));
  }
}
