package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The keys of single calls, in the caller's transaction; {@link AppendStatement} has batches. */
public final class CallKeys {
  /** The lock makes a change of the webhook wait for this transaction, as in the append. */
  private static final String LOCK =
      """
      SELECT webhook.id
      FROM webhooks.webhook
      {openChannel}
      WHERE webhook.id = :webhook AND webhook.version = :version
      FOR NO KEY UPDATE OF webhook
      """;

  /** Waits for another call with the key, and then finds the key in use. */
  private static final String CLAIM =
      """
      INSERT INTO webhooks.idempotency_key AS used
        (webhook_id, key, fingerprint, channel_id, message_id, created_at)
      VALUES (:webhook, :key, :fingerprint, :channel, CAST(:message AS uuid),
        date_trunc('milliseconds', clock_timestamp()))
      ON CONFLICT (channel_id, webhook_id, key) DO UPDATE
        SET fingerprint = excluded.fingerprint, message_id = excluded.message_id,
            created_at = excluded.created_at
        WHERE used.created_at <= excluded.created_at - make_interval(secs => :lifetime)
      RETURNING key
      """;

  private static final String MOVE =
      """
      UPDATE webhooks.idempotency_key SET message_id = :message
      WHERE channel_id = :channel AND webhook_id = :webhook AND key = :key
      """;

  private static final String FIND =
      """
      SELECT message_id, fingerprint FROM webhooks.idempotency_key
      WHERE channel_id = :channel AND webhook_id = :webhook AND key = :key
        AND created_at > now() - make_interval(secs => :lifetime)
      """;

  private final String lock;

  public CallKeys(TextStorage text) {
    lock = LOCK.replace("{openChannel}", text.openChannel());
  }

  /** Remembers a call that sends nothing. */
  public SkippedCall.Outcome skip(Handle handle, SkippedCall call) {
    if (!lock(handle, call.webhook(), call.webhookVersion())) {
      return SkippedCall.Outcome.WEBHOOK_CHANGED;
    }
    return claim(handle, call.channel(), call.webhook(), call.once(), Optional.empty())
        ? SkippedCall.Outcome.REMEMBERED
        : SkippedCall.Outcome.KEY_USED;
  }

  /** Locks the webhook; false if it has another version, is deleted, or its channel is closed. */
  boolean lock(Handle handle, WebhookId webhook, long version) {
    return handle
        .createQuery(lock)
        .bind("webhook", webhook.value())
        .bind("version", version)
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  /**
   * Takes the key of a call.
   *
   * @param message the message that the call sends, if it sends one
   * @return false if the key is in use
   */
  static boolean claim(
      Handle handle, ChannelId channel, WebhookId webhook, Once once, Optional<MessageId> message) {
    return handle
        .createQuery(CLAIM)
        .bind("channel", channel.value())
        .bind("webhook", webhook.value())
        .bind("key", once.key().value())
        .bind("fingerprint", once.fingerprint())
        .bind("message", message.map(MessageId::value).orElse(null))
        .bind("lifetime", (double) IdempotencyKey.LIFETIME.toSeconds())
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** Names another message as the call's result. */
  static void move(Handle handle, MessageDraft call, Once once, MessageId message) {
    handle
        .createUpdate(MOVE)
        .bind("channel", call.channelId().value())
        .bind("webhook", call.webhookId().value())
        .bind("key", once.key().value())
        .bind("message", message.value())
        .execute();
  }

  /** The use of a key; empty if the key is new. */
  public static Optional<Use> find(Handle handle, ChannelId channel, WebhookId webhook, Once once) {
    return handle
        .createQuery(FIND)
        .bind("channel", channel.value())
        .bind("webhook", webhook.value())
        .bind("key", once.key().value())
        .bind("lifetime", (double) IdempotencyKey.LIFETIME.toSeconds())
        .map((row, context) -> use(row))
        .findOne();
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        row.getString("fingerprint"),
        Optional.ofNullable(Columns.uuid(row, "message_id")).map(MessageId::new));
  }

  /**
   * The use of a key.
   *
   * @param message empty if the call sent nothing
   */
  public record Use(String fingerprint, Optional<MessageId> message) {}
}
