package io.chatalot.webhooks.adapter.jdbc.append;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/**
 * Stores a batch of messages without keys if none of their webhooks has changed, as in nearly every
 * batch. It stores all messages or none; {@link AppendStatement} then handles the batch.
 *
 * <p>It costs some three quarters of {@link AppendStatement}: Java counts by webhook and by
 * channel, so the database has nothing to sort or to number.
 */
public final class PlainAppendStatement {
  /**
   * Locks the same rows as {@link AppendStatement}, for the same reasons and in the same order. It
   * takes the time of a channel's messages when the channel's row is locked, so times have the
   * order of positions.
   */
  private static final String APPEND =
      """
      WITH allowed AS MATERIALIZED (
        SELECT webhook.id{channelColumns}
        FROM unnest(:usedWebhooks, :versions) AS used (id, version)
        JOIN webhooks.webhook ON webhook.id = used.id AND webhook.version = used.version
        {openChannel}
        ORDER BY webhook.id
        FOR NO KEY UPDATE OF webhook
      ), feed AS (
        INSERT INTO webhooks.channel_feed AS feed (channel_id, last_position)
        SELECT channel_id, messages
        FROM unnest(:usedChannels, :messages) AS used (channel_id, messages)
        WHERE (SELECT count(*) FROM allowed) = cardinality(:usedWebhooks)
        ORDER BY channel_id
        ON CONFLICT (channel_id) DO UPDATE
          SET last_position = feed.last_position + excluded.last_position
        RETURNING channel_id, last_position, {clock} AS stored_at
      ), placed AS (
        SELECT channel_id, last_position - followers AS position, input.id, webhook_id, {names},
          {time} AS created_at{channelColumns}
        FROM unnest(:ids, :channels, :followers, :webhooks, {parameters})
          AS input (id, channel_id, followers, webhook_id, {names})
        JOIN feed USING (channel_id)
        {join}
      ), {insert}
      ), counted AS (
        INSERT INTO webhooks.webhook_usage AS usage (webhook_id, messages_sent, last_used_at)
        SELECT webhook_id, messages_sent, date_trunc('milliseconds', stored_at)
        FROM unnest(:usedWebhooks, :sent, :homes) AS used (webhook_id, messages_sent, channel_id)
        JOIN feed USING (channel_id)
        ORDER BY webhook_id
        ON CONFLICT (webhook_id) DO UPDATE
          SET messages_sent = usage.messages_sent + excluded.messages_sent,
              last_used_at = greatest(usage.last_used_at, excluded.last_used_at)
      )
      SELECT channel_id, stored_at FROM feed
      """;

  private static final String SPREAD_TIME =
      "stored_at + (messages - followers - 1) * interval '1 microsecond'";

  private static final String JOIN_CHANNEL =
      """
      JOIN unnest(:usedChannels, :messages) AS used (channel_id, messages) USING (channel_id)
      JOIN allowed ON allowed.id = webhook_id
      """;

  private final TextStorage text;
  private final String append;

  public PlainAppendStatement(TextStorage text) {
    this.text = text;
    append =
        APPEND
            .replace("{channelColumns}", text.channelColumns())
            .replace("{openChannel}", text.openChannel())
            .replace("{clock}", text.clock())
            .replace("{names}", text.names())
            .replace("{parameters}", text.parameters())
            .replace("{time}", text.spread() ? SPREAD_TIME : "stored_at")
            .replace("{join}", text.spread() ? JOIN_CHANNEL : "")
            .replace("{insert}", text.insert());
  }

  /**
   * Stores the batch.
   *
   * @return the time of each message, to the millisecond; empty if nothing was stored
   */
  public List<Instant> execute(Handle handle, List<NewMessage> batch) {
    var webhooks = new HashMap<UsedWebhook, Integer>();
    var channels = new HashMap<ChannelId, Integer>();
    for (NewMessage entry : batch) {
      MessageDraft message = entry.message();
      webhooks.merge(
          new UsedWebhook(message.webhookId(), entry.webhookVersion(), message.channelId()),
          1,
          Integer::sum);
      channels.merge(message.channelId(), 1, Integer::sum);
    }
    List<Integer> followers = followers(batch, channels);
    Query query =
        handle
            .createQuery(append)
            .bind("usedWebhooks", array("uuid", each(webhooks.keySet(), used -> used.id().value())))
            .bind("versions", array("int8", each(webhooks.keySet(), UsedWebhook::version)))
            .bind("sent", array("int4", List.copyOf(webhooks.values())))
            .bind("homes", array("uuid", each(webhooks.keySet(), used -> used.channel().value())))
            .bind("usedChannels", array("uuid", each(channels.keySet(), ChannelId::value)))
            .bind("messages", array("int4", List.copyOf(channels.values())))
            .bind("ids", array("uuid", column(batch, message -> message.id().value())))
            .bind("channels", array("uuid", column(batch, m -> m.channelId().value())))
            .bind("followers", array("int4", followers))
            .bind("webhooks", array("uuid", column(batch, m -> m.webhookId().value())));
    text.columns()
        .forEach(column -> query.bind(column.name(), array("text", column(batch, column.value()))));
    var storedAt = new HashMap<ChannelId, Instant>();
    query
        .map(
            (row, context) ->
                storedAt.put(
                    new ChannelId(Columns.uuid(row, "channel_id")),
                    Columns.instant(row, "stored_at").orElseThrow()))
        .list();
    return storedAt.isEmpty() ? List.of() : times(batch, channels, followers, storedAt);
  }

  /** The times as the statement set them. */
  private List<Instant> times(
      List<NewMessage> batch,
      Map<ChannelId, Integer> messages,
      List<Integer> followers,
      Map<ChannelId, Instant> storedAt) {
    var times = new ArrayList<Instant>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      ChannelId channel = batch.get(i).message().channelId();
      int before = text.spread() ? messages.get(channel) - followers.get(i) - 1 : 0;
      times.add(storedAt.get(channel).plus(before, MICROS).truncatedTo(MILLIS));
    }
    return times;
  }

  /** Works as Jdbi's array arguments, but does not look up the types anew for each. */
  private static Argument array(String type, List<?> values) {
    return (position, statement, context) ->
        statement.setArray(
            position, statement.getConnection().createArrayOf(type, values.toArray()));
  }

  /** For each message, the number of messages of its channel that follow it in the batch. */
  private static List<Integer> followers(List<NewMessage> batch, Map<ChannelId, Integer> channels) {
    var left = new HashMap<>(channels);
    return column(batch, message -> left.merge(message.channelId(), -1, Integer::sum));
  }

  private static <T, V> List<V> each(Collection<T> used, Function<T, V> value) {
    return used.stream().map(value).toList();
  }

  private static <V> List<V> column(List<NewMessage> batch, Function<MessageDraft, V> value) {
    var column = new ArrayList<V>(batch.size());
    for (NewMessage entry : batch) {
      column.add(value.apply(entry.message()));
    }
    return column;
  }

  /** Two versions of one webhook are different entries; at least one of them is out of date. */
  private record UsedWebhook(WebhookId id, long version, ChannelId channel) {}
}
