package io.chatalot.webhooks.application.contract;

import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.AvatarEdit;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
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

/** Things to keep, each unlike all others, so that tests can share a store. */
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

  public static Webhook webhook(ChannelId channel) {
    return webhook(channel, NOW);
  }

  public static Webhook webhook(ChannelId channel, Instant createdAt) {
    var draft =
        new WebhookDraft(
            new DisplayName("Büro 🚀"), Optional.of(new AvatarUrl("https://a.example/ä.png")));
    return Webhook.create(
        new WebhookId(UUID.randomUUID()),
        channel,
        draft,
        token(),
        new UserId(UUID.randomUUID()),
        createdAt);
  }

  public static AuditEntry entry(AuditAction action, Webhook webhook) {
    return new AuditEntry(
        UUID.randomUUID(),
        webhook.channelId(),
        webhook.id(),
        webhook.name(),
        action,
        webhook.createdBy(),
        NOW);
  }

  public static WebhookEdit rename(String name) {
    return new WebhookEdit(
        Optional.of(new DisplayName(name)), new AvatarEdit.Keep(), Optional.empty());
  }

  public static Message message(Webhook webhook, String content) {
    return message(webhook, content, NOW);
  }

  public static Message message(Webhook webhook, String content, Instant createdAt) {
    return webhook.post(
        new MessageId(UUID.randomUUID()),
        new MessageContent(content),
        Optional.empty(),
        Optional.empty(),
        createdAt);
  }

  public static NewMessage plain(Webhook webhook, String content) {
    return new NewMessage(message(webhook, content), webhook.version(), Optional.empty());
  }

  /** Equal contents have equal fingerprints, different ones different fingerprints. */
  public static NewMessage once(Webhook webhook, String key, String content, Instant createdAt) {
    return new NewMessage(
        message(webhook, content, createdAt),
        webhook.version(),
        Optional.of(new Once(new IdempotencyKey(key), "print of " + content)));
  }

  public static NewMessage once(Webhook webhook, String key, String content) {
    return once(webhook, key, content, NOW);
  }
}
