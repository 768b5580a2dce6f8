package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.append.PutStatement;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Edits and deletes messages in Chatalot's table and ours, in the caller's transaction. The row of
 * the channel in {@code channel_feed} is locked before Chatalot's message: the other way round
 * deadlocks with an append and Chatalot's deletion of the channel. A quarantined message is
 * evidence, and stays as it is.
 */
final class HostedChanges {
  private static final String LOCK_FEED =
      """
      SELECT last_position FROM webhooks.channel_feed WHERE channel_id = :channel
      FOR NO KEY UPDATE
      """;

  private static final String EDIT =
      """
      UPDATE public.messages AS host
      SET ciphertext = convert_to(:shown, 'UTF8'), plaintext = :plaintext,
        edited_at = clock_timestamp()
      FROM webhooks.message AS ours
      WHERE ours.channel_id = :channel AND ours.id = :id AND ours.webhook_id = :webhook
        AND host.id = ours.id AND {shown}
      RETURNING host.id
      """
          .replace("{shown}", HostedQueries.SHOWN);

  /**
   * The text goes at once, since a leaked URL may have posted it; Chatalot keeps it for 30 days.
   */
  private static final String DELETE =
      """
      UPDATE public.messages AS host
      SET ciphertext = '', plaintext = NULL, deleted_at = clock_timestamp()
      FROM webhooks.message AS ours
      WHERE ours.channel_id = :channel AND ours.id = :id
        AND (CAST(:webhook AS uuid) IS NULL OR ours.webhook_id = CAST(:webhook AS uuid))
        AND host.id = ours.id AND {shown}
      RETURNING host.id
      """
          .replace("{shown}", HostedQueries.SHOWN);

  /** Our row of a deleted message has no content, so that its deletion is told once. */
  private static final String EVENT =
      """
      WITH feed AS (
        UPDATE webhooks.channel_feed SET last_position = last_position + 1
        WHERE channel_id = :channel
        RETURNING channel_id, last_position
      ), told AS (
        UPDATE webhooks.message SET content = NULL
        WHERE channel_id = :channel AND id = :id AND :kind = 'DELETED'
      )
      INSERT INTO webhooks.message_change (channel_id, position, message_id, kind)
      SELECT channel_id, last_position, :id, :kind FROM feed
      """;

  private HostedChanges() {}

  /** Edits a message that the webhook sent; empty if there is none. */
  static Optional<Message> edit(
      Handle handle, ChannelId channel, WebhookId sender, MessageId id, MessageContent content) {
    lockFeed(handle, channel);
    Optional<Message> before =
        HostedQueries.find(handle, channel, id).filter(there -> there.webhookId().equals(sender));
    if (before.isEmpty() || !edited(handle, before.get(), content)) {
      return Optional.empty();
    }
    tell(handle, channel, id, "EDITED");
    return HostedQueries.find(handle, channel, id);
  }

  private static boolean edited(Handle handle, Message before, MessageContent content) {
    DisplayName name = before.username();
    return handle
        .createQuery(EDIT)
        .bind("channel", before.channelId().value())
        .bind("webhook", before.webhookId().value())
        .bind("id", before.id().value())
        .bind("shown", HostText.of(name, content))
        .bind("plaintext", HostPlaintext.of(name, before.avatarUrl(), content))
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  /**
   * Deletes a message.
   *
   * @param sender the webhook that must have sent the message; empty for any webhook
   * @return whether there was one
   */
  static boolean delete(
      Handle handle, ChannelId channel, Optional<WebhookId> sender, MessageId id) {
    lockFeed(handle, channel);
    boolean deleted =
        handle
            .createQuery(DELETE)
            .bind("channel", channel.value())
            .bind("webhook", sender.map(WebhookId::value).orElse(null))
            .bind("id", id.value())
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (deleted) {
      tell(handle, channel, id, "DELETED");
    }
    return deleted;
  }

  /** Locks the channel's feed, before any row of Chatalot's. */
  static void lockFeed(Handle handle, ChannelId channel) {
    handle.createQuery(LOCK_FEED).bind("channel", channel.value()).mapTo(Long.class).findOne();
  }

  private static void tell(Handle handle, ChannelId channel, MessageId id, String kind) {
    handle
        .createUpdate(EVENT)
        .bind("channel", channel.value())
        .bind("id", id.value())
        .bind("kind", kind)
        .execute();
  }

  /** Edits the messages of keys. */
  static final class Editor implements PutStatement.Editor {
    @Override
    public Optional<Message> find(Handle handle, ChannelId channel, MessageId message) {
      lockFeed(handle, channel);
      return HostedQueries.find(handle, channel, message);
    }

    @Override
    public Optional<Message> edit(
        Handle handle,
        ChannelId channel,
        WebhookId sender,
        MessageId message,
        MessageContent content) {
      return HostedChanges.edit(handle, channel, sender, message, content);
    }
  }
}
