package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.row.MessageRow;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Answers messages whose keys are in use by an earlier message. */
public final class FirstUses {
  private FirstUses() {}

  /**
   * Reads the first use of each key; the keys must differ. It is a statement of its own, since the
   * append statement cannot see rows that were committed while it waited for a key.
   */
  public static Map<NewMessage, Appended> answer(Handle handle, List<NewMessage> repeated) {
    var answers = new HashMap<NewMessage, Appended>();
    if (repeated.isEmpty()) {
      return answers;
    }
    handle
        .createQuery(
            """
            SELECT n, used.fingerprint, message.*
            FROM unnest(:webhooks, :keys) WITH ORDINALITY AS repeated (webhook_id, key, n)
            JOIN webhooks.idempotency_key AS used USING (webhook_id, key)
            JOIN webhooks.message
              ON message.channel_id = used.channel_id AND message.id = used.message_id
            """)
        .bindArray("webhooks", UUID.class, webhooks(repeated))
        .bindArray("keys", String.class, keys(repeated))
        .map(
            (row, context) -> {
              NewMessage entry = repeated.get(row.getInt("n") - 1);
              return answers.put(entry, answer(entry, row));
            })
        .list();
    return answers;
  }

  /**
   * An equal fingerprint means equal content, so the repeat supplies the content that the row may
   * have lost.
   */
  private static Appended answer(NewMessage entry, ResultSet row) throws SQLException {
    boolean equal = row.getString("fingerprint").equals(once(entry).fingerprint());
    return equal
        ? Appended.replayed(MessageRow.asFirstSent(row, entry.message().content()))
        : Appended.keyReused();
  }

  private static List<UUID> webhooks(List<NewMessage> repeated) {
    return repeated.stream().map(entry -> entry.message().webhookId().value()).toList();
  }

  private static List<String> keys(List<NewMessage> repeated) {
    return repeated.stream().map(entry -> once(entry).key().value()).toList();
  }

  private static Once once(NewMessage entry) {
    return entry.once().orElseThrow();
  }
}
