package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Captured payloads in PostgreSQL. Any number of nodes may use the same database. */
public final class JdbcPayloadCaptures implements PayloadCaptures {
  private final Database database;

  public JdbcPayloadCaptures(Database database) {
    this.database = database;
  }

  @Override
  public Instant begin(WebhookId webhook) {
    Instant until =
        database.call(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO webhooks.template_capture (webhook_id, awaited_until)
                        VALUES (:webhook,
                          date_trunc('milliseconds', now() + make_interval(secs => :patience)))
                        ON CONFLICT (webhook_id) DO UPDATE
                          SET awaited_until = excluded.awaited_until
                        RETURNING awaited_until
                        """)
                    .bind("webhook", webhook.value())
                    .bind("patience", seconds(PATIENCE))
                    .map((row, context) -> Columns.instant(row, "awaited_until").orElseThrow())
                    .one());
    database.hasWritten();
    return until;
  }

  @Override
  public boolean isAwaited(WebhookId webhook) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (
                      SELECT FROM webhooks.template_capture
                      WHERE webhook_id = :webhook AND awaited_until > now())
                    """)
                .bind("webhook", webhook.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public boolean keep(WebhookId webhook, String payload, Map<String, String> headers) {
    List<String> names = List.copyOf(headers.keySet());
    int kept =
        database.call(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE webhooks.template_capture
                        SET awaited_until = NULL, payload = :payload, header_names = :names,
                          header_values = :values,
                          received_at = date_trunc('milliseconds', clock_timestamp())
                        WHERE webhook_id = :webhook AND awaited_until > now()
                        """)
                    .bind("webhook", webhook.value())
                    .bind("payload", payload)
                    .bindArray("names", String.class, names)
                    .bindArray("values", String.class, names.stream().map(headers::get).toList())
                    .execute());
    return kept > 0;
  }

  @Override
  public Optional<CapturedPayload> find(WebhookId webhook) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT payload, header_names, header_values, received_at
                    FROM webhooks.template_capture
                    WHERE webhook_id = :webhook
                      AND received_at > now() - make_interval(secs => :lifetime)
                    """)
                .bind("webhook", webhook.value())
                .bind("lifetime", seconds(LIFETIME))
                .map((row, context) -> captured(row))
                .findOne());
  }

  private static CapturedPayload captured(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("header_names").getArray();
    String[] values = (String[]) row.getArray("header_values").getArray();
    var headers = new HashMap<String, String>();
    for (int i = 0; i < names.length; i++) {
      headers.put(names[i], values[i]);
    }
    return new CapturedPayload(
        row.getString("payload"), headers, Columns.instant(row, "received_at").orElseThrow());
  }

  /**
   * Deletes payloads whose lifetime is over and waits that ended without one. Call it from time to
   * time, on any node or on several.
   *
   * @return how many there were
   */
  public int forgetExpired() {
    return database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM webhooks.template_capture
                    WHERE coalesce(awaited_until <= now(), true)
                      AND coalesce(received_at <= now() - make_interval(secs => :lifetime), true)
                    """)
                .bind("lifetime", seconds(LIFETIME))
                .execute());
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds();
  }
}
