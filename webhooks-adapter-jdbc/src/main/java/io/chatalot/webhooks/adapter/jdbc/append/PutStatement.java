package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Stores a message under its key or edits the key's message, in the caller's transaction.
 *
 * <p>The order of locks is: webhook, idempotency_key, message_key, and then those of the append or
 * the edit, as in {@link AppendStatement}. An edit must not appear after a change of the webhook
 * either, so the version is checked for both.
 */
public final class PutStatement {
  /**
   * Takes the key. Its row stays locked until the transaction ends, so of calls that race one finds
   * the key free, and the next one finds the message of the first.
   */
  private static final String CLAIM =
      """
      INSERT INTO webhooks.message_key AS used
        (channel_id, webhook_id, key, message_id, ended, used_at)
      VALUES (:channel, :webhook, :key, :message, :ends, clock_timestamp())
      ON CONFLICT (channel_id, webhook_id, key) DO UPDATE
        SET message_id = CASE
              WHEN used.used_at <= excluded.used_at - make_interval(secs => :lifetime)
                OR (used.ended AND NOT excluded.ended)
              THEN excluded.message_id ELSE used.message_id END,
            ended = excluded.ended,
            used_at = excluded.used_at
      RETURNING message_id
      """;

  private static final String MOVE =
      """
      UPDATE webhooks.message_key SET message_id = :message
      WHERE channel_id = :channel AND webhook_id = :webhook AND key = :key
      """;

  private static final String RELEASE =
      """
      DELETE FROM webhooks.message_key
      WHERE channel_id = :channel AND webhook_id = :webhook AND key = :key
      RETURNING message_id, used_at > now() - make_interval(secs => :lifetime) AS remembered
      """;

  private final CallKeys calls;
  private final AppendStatement append;
  private final Editor editor;

  public PutStatement(TextStorage text, FirstUses firstUses, Editor editor) {
    calls = new CallKeys(text);
    append = new AppendStatement(text, firstUses);
    this.editor = editor;
  }

  /** Stores or edits the message; see {@link KeyedMessage}. */
  public Put execute(Handle handle, KeyedMessage entry) {
    MessageDraft draft = entry.message();
    if (!calls.lock(handle, draft.webhookId(), entry.webhookVersion())) {
      return Put.webhookChanged();
    }
    if (entry.once().isPresent()
        && !CallKeys.claim(
            handle,
            draft.channelId(),
            draft.webhookId(),
            entry.once().get(),
            Optional.of(draft.id()))) {
      return Put.keyUsed();
    }
    MessageId claimed = claim(handle, entry);
    if (claimed.equals(draft.id())) {
      return append(handle, entry);
    }
    Optional<Put> edited = edit(handle, draft, claimed);
    if (edited.isPresent()) {
      entry.once().ifPresent(once -> CallKeys.move(handle, draft, once, claimed));
      return edited.get();
    }
    move(handle, entry);
    return append(handle, entry);
  }

  private static MessageId claim(Handle handle, KeyedMessage entry) {
    MessageDraft draft = entry.message();
    return handle
        .createQuery(CLAIM)
        .bind("channel", draft.channelId().value())
        .bind("webhook", draft.webhookId().value())
        .bind("key", entry.key().value())
        .bind("message", draft.id().value())
        .bind("ends", entry.ends())
        .bind("lifetime", (double) MessageKey.LIFETIME.toSeconds())
        .map((row, context) -> message(row))
        .one();
  }

  private Optional<Put> edit(Handle handle, MessageDraft draft, MessageId id) {
    Optional<Message> before =
        editor
            .find(handle, draft.channelId(), id)
            .filter(there -> there.content().equals(draft.content()));
    return before.isPresent()
        ? before.map(Put::unchanged)
        : editor
            .edit(handle, draft.channelId(), draft.webhookId(), id, draft.content())
            .map(Put::edited);
  }

  private static void move(Handle handle, KeyedMessage entry) {
    handle
        .createUpdate(MOVE)
        .bind("channel", entry.message().channelId().value())
        .bind("webhook", entry.message().webhookId().value())
        .bind("key", entry.key().value())
        .bind("message", entry.message().id().value())
        .execute();
  }

  /**
   * A host may close the channel after the key was taken. Then the key names a message that does
   * not exist, as after a deletion.
   */
  private Put append(Handle handle, KeyedMessage entry) {
    var message = new NewMessage(entry.message(), entry.webhookVersion(), Optional.empty());
    Appended appended = append.execute(handle, List.of(message)).get(0);
    return appended.message().map(Put::stored).orElseGet(Put::webhookChanged);
  }

  /** Forgets the key, and returns its message, which may be deleted. */
  public static Optional<MessageId> release(
      Handle handle, ChannelId channel, WebhookId sender, MessageKey key) {
    return handle
        .createQuery(RELEASE)
        .bind("channel", channel.value())
        .bind("webhook", sender.value())
        .bind("key", key.value())
        .bind("lifetime", (double) MessageKey.LIFETIME.toSeconds())
        .map((row, context) -> new Released(row.getBoolean("remembered"), message(row)))
        .findOne()
        .filter(Released::remembered)
        .map(Released::message);
  }

  private static MessageId message(ResultSet row) throws SQLException {
    return new MessageId(Columns.uuid(row, "message_id"));
  }

  private record Released(boolean remembered, MessageId message) {}

  /** Reads and edits messages where their text is. */
  public interface Editor {
    Optional<Message> find(Handle handle, ChannelId channel, MessageId message);

    Optional<Message> edit(
        Handle handle,
        ChannelId channel,
        WebhookId sender,
        MessageId message,
        MessageContent content);
  }
}
