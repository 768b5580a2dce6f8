package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes rows older, as if time had passed: nothing but the database sets times. */
public final class Ageing {
  private Ageing() {}

  /** The webhook, and all that was done to it and with it. */
  public static void age(Database database, Webhook webhook, Duration by) {
    UUID id = webhook.id().value();
    age(database, "webhook", "created_at", "id", id, by);
    age(database, "webhook_usage", "last_used_at", "webhook_id", id, by);
    age(database, "audit_entry", "at", "webhook_id", id, by);
    for (String table : List.of("message", "idempotency_key")) {
      age(database, table, "created_at", "webhook_id", id, by);
    }
    age(database, "message", "edited_at", "webhook_id", id, by);
    age(database, "message_key", "used_at", "webhook_id", id, by);
  }

  static void age(Database database, Message message, Duration by) {
    age(database, "message", "created_at", "id", message.id().value(), by);
  }

  private static void age(
      Database database, String table, String time, String key, UUID id, Duration by) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    String.format(
                            Locale.ROOT,
                            "UPDATE webhooks.%1$s SET %2$s = %2$s - make_interval(secs => :by)",
                            table,
                            time)
                        + String.format(Locale.ROOT, " WHERE %s = :id", key))
                .bind("by", by.toMillis() / 1_000.0)
                .bind("id", id)
                .execute());
  }
}
