package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Reads the messages that Chatalot still shows: its deletion, quarantine and expiry rule. Only rows
 * whose ids are ours are joined, so no member's message is read.
 */
final class HostedQueries {
  private static final String COLUMNS =
      "ours.position, ours.id, ours.webhook_id, host.plaintext, host.created_at, host.edited_at";

  /** Whether Chatalot shows the row {@code host}. */
  static final String SHOWN =
      """
      host.message_type = 'webhook' AND host.plaintext IS NOT NULL
        AND host.deleted_at IS NULL AND host.quarantined_at IS NULL
        AND (host.expires_at IS NULL OR host.expires_at > now())
      """;

  private static final String FIND =
      """
      SELECT {columns}
      FROM webhooks.message AS ours
      JOIN public.messages AS host ON host.id = ours.id
      WHERE ours.channel_id = :channel AND ours.id = :id AND {shown}
      """
          .replace("{columns}", COLUMNS)
          .replace("{shown}", SHOWN);

  private static final String PAGE =
      """
      SELECT {columns}
      FROM webhooks.message AS ours
      JOIN public.messages AS host ON host.id = ours.id
      WHERE ours.channel_id = :channel AND ours.position > :after AND ours.position < :before
        AND {shown}
      ORDER BY ours.position %s
      LIMIT :limit
      """
          .replace("{columns}", COLUMNS)
          .replace("{shown}", SHOWN);

  private static final String EVENTS =
      """
      (
        SELECT 'SENT' AS kind, ours.position AS event_position, {columns}
        FROM webhooks.message AS ours
        JOIN public.messages AS host ON host.id = ours.id
        WHERE ours.channel_id = :channel AND ours.position > :after AND {shown}
        ORDER BY ours.position
        LIMIT :limit
      ) UNION ALL (
        SELECT change.kind, change.position, {columns}
        FROM webhooks.message_change AS change
        JOIN webhooks.message AS ours
          ON ours.channel_id = change.channel_id AND ours.id = change.message_id
        LEFT JOIN public.messages AS host ON host.id = ours.id AND {shown}
        WHERE change.channel_id = :channel AND change.position > :after
          AND (change.kind = 'DELETED' OR host.id IS NOT NULL)
        ORDER BY change.position
        LIMIT :limit
      )
      ORDER BY event_position
      LIMIT :limit
      """
          .replace("{columns}", COLUMNS)
          .replace("{shown}", SHOWN);

  private HostedQueries() {}

  static Optional<Message> find(Handle handle, ChannelId channel, MessageId message) {
    return handle
        .createQuery(FIND)
        .bind("channel", channel.value())
        .bind("id", message.value())
        .map((row, context) -> message(row, channel))
        .findOne()
        .flatMap(found -> found);
  }

  static List<Message> page(Handle handle, ChannelId channel, MessageRange range) {
    long before = MessageQueries.before(handle, channel, range);
    long after = MessageQueries.after(handle, channel, range);
    var page = new ArrayList<Message>();
    handle
        .createQuery(String.format(Locale.ROOT, PAGE, range.oldestFirst() ? "ASC" : "DESC"))
        .bind("channel", channel.value())
        .bind("before", before)
        .bind("after", after)
        .bind("limit", range.limit())
        .map((row, context) -> message(row, channel))
        .forEach(found -> found.ifPresent(page::add));
    if (range.oldestFirst()) {
      Collections.reverse(page);
    }
    return page;
  }

  static List<MessageEvent> events(Handle handle, ChannelId channel, long after, int limit) {
    var events = new ArrayList<MessageEvent>();
    handle
        .createQuery(EVENTS)
        .bind("channel", channel.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> event(row, channel))
        .forEach(found -> found.ifPresent(events::add));
    return events;
  }

  private static Optional<MessageEvent> event(ResultSet row, ChannelId channel)
      throws SQLException {
    long position = row.getLong("event_position");
    String kind = row.getString("kind");
    return switch (kind) {
      case "SENT" -> message(row, channel).map(message -> new MessageEvent.Sent(position, message));
      case "EDITED" ->
          message(row, channel).map(message -> new MessageEvent.Edited(position, message));
      case "DELETED" ->
          Optional.of(
              new MessageEvent.Deleted(position, channel, new MessageId(Columns.uuid(row, "id"))));
      default -> throw new IllegalStateException("unknown kind of change: " + kind);
    };
  }

  /** Empty if another program has put a text into the row that is no message of ours. */
  private static Optional<Message> message(ResultSet row, ChannelId channel) throws SQLException {
    Optional<HostPlaintext> text = HostPlaintext.parse(row.getString("plaintext"));
    return text.isEmpty() ? Optional.empty() : Optional.of(message(row, channel, text.get()));
  }

  private static Message message(ResultSet row, ChannelId channel, HostPlaintext text)
      throws SQLException {
    return new Message(
        new MessageId(Columns.uuid(row, "id")),
        channel,
        new WebhookId(Columns.uuid(row, "webhook_id")),
        text.name(),
        text.avatar(),
        text.content(),
        millis(Columns.instant(row, "created_at")).orElseThrow(),
        millis(Columns.instant(row, "edited_at")));
  }

  private static Optional<Instant> millis(Optional<Instant> time) {
    return time.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }
}
