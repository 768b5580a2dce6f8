package io.chatalot.webhooks.adapter.jdbc.append;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageDraft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Stores a batch of messages with different keys, in the caller's transaction. */
public final class AppendStatement {
  /**
   * Each step reads the result of the step before, which fixes the order in which rows are locked,
   * and each step locks its rows in a fixed order. So two batches never deadlock. The order is:
   * webhook, idempotency_key, channel_feed, webhook_usage.
   *
   * <p>The lock on the webhooks makes a change of a webhook wait for this batch, and this batch
   * wait for a running change: once a change has returned, no message of the old version appears. A
   * shared lock will not do: PostgreSQL grants it ahead of a waiting exclusive lock, so a webhook
   * that is flooded through several nodes could never be switched off. Batches of one webhook take
   * turns at the row of its channel anyway.
   *
   * <p>The row of a key is locked even where it is not updated. So a batch with a key in use waits
   * until the first user has committed, and then finds its message.
   *
   * <p>The database sets all times. It takes the time of a channel's messages when the channel's
   * row is locked, so times have the order of positions.
   */
  private static final String APPEND =
      """
      WITH input AS MATERIALIZED (
        SELECT *
        FROM unnest(:ids, :channels, :webhooks, :versions, {parameters}, :keys, :fingerprints)
          WITH ORDINALITY
          AS input (id, channel_id, webhook_id, version, {names}, key, fingerprint, n)
      ), allowed AS MATERIALIZED (
        SELECT input.*{channelColumns}
        FROM input
        JOIN webhooks.webhook ON webhook.id = input.webhook_id AND webhook.version = input.version
        {openChannel}
        ORDER BY webhook.id
        FOR NO KEY UPDATE OF webhook
      ), claimed AS (
        INSERT INTO webhooks.idempotency_key AS used
          (webhook_id, key, fingerprint, channel_id, message_id, created_at)
        SELECT webhook_id, key, fingerprint, channel_id, id,
          date_trunc('milliseconds', clock_timestamp())
        FROM allowed
        WHERE key IS NOT NULL
        ORDER BY channel_id, webhook_id, key COLLATE "C"
        ON CONFLICT (channel_id, webhook_id, key) DO UPDATE
          SET fingerprint = excluded.fingerprint, message_id = excluded.message_id,
              created_at = excluded.created_at
          WHERE used.created_at <= excluded.created_at - make_interval(secs => :lifetime)
        RETURNING message_id
      ), fresh AS MATERIALIZED (
        SELECT * FROM allowed WHERE key IS NULL OR id IN (SELECT message_id FROM claimed)
      ), feed AS (
        INSERT INTO webhooks.channel_feed AS feed (channel_id, last_position)
        SELECT channel_id, count(*) FROM fresh GROUP BY channel_id ORDER BY channel_id
        ON CONFLICT (channel_id) DO UPDATE
          SET last_position = feed.last_position + excluded.last_position
        RETURNING channel_id, last_position, {clock} AS stored_at
      ), placed AS (
        SELECT channel_id, last_position - count(*) OVER channel + {rank} AS position,
          id, webhook_id, {names}, {time} AS created_at{channelColumns}
        FROM fresh JOIN feed USING (channel_id)
        WINDOW channel AS (PARTITION BY channel_id), ordered AS (channel ORDER BY n)
      ), {insert}
        RETURNING id, webhook_id, created_at
      ), counted AS (
        INSERT INTO webhooks.webhook_usage AS usage (webhook_id, messages_sent, last_used_at)
        SELECT webhook_id, count(*), date_trunc('milliseconds', max(created_at))
        FROM stored GROUP BY webhook_id ORDER BY webhook_id
        ON CONFLICT (webhook_id) DO UPDATE
          SET messages_sent = usage.messages_sent + excluded.messages_sent,
              last_used_at = greatest(usage.last_used_at, excluded.last_used_at)
      )
      SELECT CASE
          WHEN allowed.id IS NULL THEN 'WEBHOOK_CHANGED'
          WHEN stored.id IS NULL THEN 'KEY_REUSED'
          ELSE 'STORED'
        END AS outcome, stored.created_at
      FROM input
      LEFT JOIN allowed USING (n)
      LEFT JOIN stored ON stored.id = input.id
      ORDER BY n
      """;

  private static final String RANK = "row_number() OVER ordered";

  private static final String SPREAD_TIME =
      "stored_at + (" + RANK + " - 1) * interval '1 microsecond'";

  private final TextStorage text;
  private final FirstUses firstUses;
  private final String append;

  /**
   * @param firstUses reads the first messages of keys in use, from where the text is
   */
  public AppendStatement(TextStorage text, FirstUses firstUses) {
    this.text = text;
    this.firstUses = firstUses;
    append =
        APPEND
            .replace("{channelColumns}", text.channelColumns())
            .replace("{openChannel}", text.openChannel())
            .replace("{clock}", text.clock())
            .replace("{names}", text.names())
            .replace("{parameters}", text.parameters())
            .replace("{rank}", RANK)
            .replace("{time}", text.spread() ? SPREAD_TIME : "stored_at")
            .replace("{insert}", text.insert());
  }

  /** Stores the batch, and returns the answers in its order. */
  public List<Appended> execute(Handle handle, List<NewMessage> batch) {
    List<Fate> fates = append(handle, batch);
    var repeated = new ArrayList<NewMessage>();
    for (int i = 0; i < batch.size(); i++) {
      if (fates.get(i).outcome() == Outcome.KEY_REUSED) {
        repeated.add(batch.get(i));
      }
    }
    Map<NewMessage, Appended> repeats = firstUses.answer(handle, repeated);
    var answers = new ArrayList<Appended>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      NewMessage entry = batch.get(i);
      Appended answer = repeats.get(entry);
      answers.add(answer != null ? answer : fates.get(i).answer(entry.message()));
    }
    return answers;
  }

  private List<Fate> append(Handle handle, List<NewMessage> batch) {
    Query query =
        handle
            .createQuery(append)
            .bindArray("ids", UUID.class, column(batch, m -> m.id().value()))
            .bindArray("channels", UUID.class, column(batch, m -> m.channelId().value()))
            .bindArray("webhooks", UUID.class, column(batch, m -> m.webhookId().value()))
            .bindArray(
                "versions", Long.class, batch.stream().map(NewMessage::webhookVersion).toList())
            .bindArray("keys", String.class, onceColumn(batch, once -> once.key().value()))
            .bindArray("fingerprints", String.class, onceColumn(batch, Once::fingerprint))
            .bind("lifetime", (double) IdempotencyKey.LIFETIME.toSeconds());
    text.columns()
        .forEach(
            column ->
                query.bindArray(column.name(), String.class, column(batch, column.value()::apply)));
    return query.map((row, context) -> Fate.read(row)).list();
  }

  private static List<Object> column(List<NewMessage> batch, Function<MessageDraft, Object> value) {
    return batch.stream().map(entry -> value.apply(entry.message())).toList();
  }

  private static List<String> onceColumn(List<NewMessage> batch, Function<Once, String> value) {
    return batch.stream().map(entry -> entry.once().map(value).orElse(null)).toList();
  }

  /** The outcome of a message, with its time if it was stored. */
  private record Fate(Outcome outcome, Optional<Instant> storedAt) {
    static Fate read(ResultSet row) throws SQLException {
      return new Fate(
          Outcome.valueOf(row.getString("outcome")),
          Columns.instant(row, "created_at").map(at -> at.truncatedTo(MILLIS)));
    }

    Appended answer(MessageDraft draft) {
      return new Appended(outcome, storedAt.map(draft::storedAt));
    }
  }
}
