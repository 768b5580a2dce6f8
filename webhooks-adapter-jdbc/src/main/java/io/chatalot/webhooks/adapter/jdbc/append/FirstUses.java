package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.row.MessageRow;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Answers messages whose keys are in use by an earlier message. */
public final class FirstUses {
  /** The first messages stand in {@code webhooks.message}. */
  public static final FirstUses OWN =
      new FirstUses(
          "message.*", "", (row, repeated) -> MessageRow.asFirstSent(row, repeated.content()));

  private final String select;
  private final RowReader reader;

  /**
   * @param columns what the reader needs beside the key's fingerprint
   * @param join a join with {@code webhooks.message} that gives them; may be empty
   */
  public FirstUses(String columns, String join, RowReader reader) {
    this.reader = reader;
    select =
        """
        SELECT n, used.fingerprint, {columns}
        FROM unnest(:channels, :webhooks, :keys) WITH ORDINALITY
          AS repeated (channel_id, webhook_id, key, n)
        JOIN webhooks.idempotency_key AS used USING (channel_id, webhook_id, key)
        CROSS JOIN LATERAL (
          SELECT * FROM webhooks.message
          WHERE message.channel_id = used.channel_id AND message.id = used.message_id
          LIMIT 1
        ) AS message
        {join}
        """
            .replace("{columns}", columns)
            .replace("{join}", join);
  }

  /**
   * Reads the first use of each key; the keys must differ. It is a statement of its own, since the
   * append statement cannot see rows that were committed while it waited for a key. It looks each
   * message up by itself, so that only partitions of these channels are read.
   */
  public Map<NewMessage, Appended> answer(Handle handle, List<NewMessage> repeated) {
    var answers = new HashMap<NewMessage, Appended>();
    if (repeated.isEmpty()) {
      return answers;
    }
    handle
        .createQuery(select)
        .bindArray("channels", UUID.class, each(repeated, entry -> channel(entry).value()))
        .bindArray("webhooks", UUID.class, each(repeated, entry -> webhook(entry).value()))
        .bindArray("keys", String.class, each(repeated, entry -> once(entry).key().value()))
        .map(
            (row, context) -> {
              NewMessage entry = repeated.get(row.getInt("n") - 1);
              return answers.put(entry, answer(entry, row));
            })
        .list();
    return answers;
  }

  private Appended answer(NewMessage entry, ResultSet row) throws SQLException {
    boolean equal = row.getString("fingerprint").equals(once(entry).fingerprint());
    return equal
        ? Appended.replayed(reader.asFirstSent(row, entry.message()))
        : Appended.keyReused();
  }

  private static <V> List<V> each(List<NewMessage> repeated, Function<NewMessage, V> value) {
    return repeated.stream().map(value).toList();
  }

  private static ChannelId channel(NewMessage entry) {
    return entry.message().channelId();
  }

  private static WebhookId webhook(NewMessage entry) {
    return entry.message().webhookId();
  }

  private static Once once(NewMessage entry) {
    return entry.once().orElseThrow();
  }

  /** Reads the first message of a key as it was sent. */
  @FunctionalInterface
  public interface RowReader {
    /**
     * @param repeated the call that repeats the key. An equal fingerprint means an equal command,
     *     so the call supplies what the row may have lost
     */
    Message asFirstSent(ResultSet row, MessageDraft repeated) throws SQLException;
  }
}
