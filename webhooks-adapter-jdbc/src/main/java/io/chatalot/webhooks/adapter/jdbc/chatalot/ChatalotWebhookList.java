package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.WebhookRow;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;

/** The webhooks of all channels. Safe for use by many threads. */
public final class ChatalotWebhookList {
  private final Database database;

  public ChatalotWebhookList(Database database) {
    this.database = database;
  }

  /**
   * A page of all webhooks, newest first.
   *
   * @param page the page's number, from 1; a page after the last is empty
   * @param perPage the most webhooks of a page, at least 1
   */
  public List<Webhook> page(int page, int perPage) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM webhooks.webhook
                    ORDER BY created_at DESC, id DESC
                    LIMIT :perPage OFFSET :before
                    """)
                .bind("perPage", perPage)
                .bind("before", (page - 1L) * perPage)
                .map((row, context) -> WebhookRow.webhook(row))
                .list());
  }

  /** The number of webhooks in all channels. */
  public long total() {
    return database.call(
        handle ->
            handle.createQuery("SELECT count(*) FROM webhooks.webhook").mapTo(Long.class).one());
  }
}
