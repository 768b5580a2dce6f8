package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.WebhookRow;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Webhooks in PostgreSQL. Any number of nodes may use the same database. */
public final class JdbcWebhookStore implements WebhookStore {
  /** Separates our advisory locks from an embedder's locks on the same ids. */
  private static final long LOCK_SEED = 0x7765_6268_6f6f_6b73L;

  private static final UUID NONE = new UUID(0, 0);

  private final Database database;

  public JdbcWebhookStore(Database database) {
    this.database = database;
  }

  @Override
  public Webhook add(NewWebhook webhook, int maxInChannel, AuditDraft entry) {
    return database.inTransaction(
        handle -> {
          takeTurns(handle, webhook.channelId());
          return WebhookChanges.add(handle, webhook, maxInChannel, entry)
              .orElseThrow(
                  () ->
                      new WebhookException(
                          Reason.CONFLICT,
                          "The channel holds " + maxInChannel + " webhooks already."));
        });
  }

  /** Always reads exactly one row, so timing does not reveal whether the webhook exists. */
  @Override
  public Optional<Webhook> find(TokenHash token) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT webhook.*, true AS found FROM webhooks.webhook WHERE token_hash = :token
                    UNION ALL
                    SELECT :none, :none, 'nobody', NULL, false, :token, :none, now(), 0, NULL, false
                    ORDER BY found DESC
                    LIMIT 1
                    """)
                .bind("token", bytes(token))
                .bind("none", NONE)
                .map((row, context) -> found(row, WebhookRow.webhook(row)))
                .one());
  }

  private static Optional<Webhook> found(ResultSet row, Webhook webhook) throws SQLException {
    return row.getBoolean("found") ? Optional.of(webhook) : Optional.empty();
  }

  @Override
  public List<Webhook> find(Set<TokenHash> tokens) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM webhooks.webhook
                    WHERE token_hash = ANY (ARRAY(
                      SELECT decode(hash, 'hex') FROM unnest(:hashes::text[]) AS hash))
                    """)
                .bindArray("hashes", String.class, tokens.stream().map(TokenHash::hex).toList())
                .map((row, context) -> WebhookRow.webhook(row))
                .list());
  }

  @Override
  public Optional<ListedWebhook> find(WebhookId webhook) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT webhook.*, messages_sent, last_used_at
                    FROM webhooks.webhook
                    LEFT JOIN webhooks.webhook_usage ON webhook_id = id
                    WHERE id = :id
                    """)
                .bind("id", webhook.value())
                .map((row, context) -> WebhookRow.listed(row))
                .findOne());
  }

  @Override
  public List<ListedWebhook> list(ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT webhook.*, messages_sent, last_used_at
                    FROM webhooks.webhook
                    LEFT JOIN webhooks.webhook_usage ON webhook_id = id
                    WHERE channel_id = :channel
                    ORDER BY created_at, id
                    """)
                .bind("channel", channel.value())
                .map((row, context) -> WebhookRow.listed(row))
                .list());
  }

  @Override
  public ListedWebhook update(Webhook known, Function<Webhook, Change> change) {
    Webhook before = known;
    while (true) {
      Change changed = change.apply(before);
      Optional<ListedWebhook> after =
          changed.webhook().equals(before) ? unchanged(before) : replaced(before, changed);
      if (after.isPresent()) {
        return after.get();
      }
      before = current(before);
    }
  }

  /** Empty if the webhook has another version by now, or is deleted. */
  private Optional<ListedWebhook> unchanged(Webhook known) {
    return find(known.id()).filter(found -> found.webhook().version() == known.version());
  }

  /** Empty if the webhook has another version by now, or is deleted. */
  private Optional<ListedWebhook> replaced(Webhook known, Change change) {
    Optional<ListedWebhook> after =
        database.call(handle -> WebhookChanges.replace(handle, known, change));
    after.ifPresent(written -> database.hasWritten());
    return after;
  }

  @Override
  public void delete(Webhook known, Function<Webhook, AuditDraft> entry) {
    Webhook before = known;
    while (!deleted(before, entry.apply(before))) {
      before = current(before);
    }
  }

  /** Returns false if the webhook has another version by now, or is deleted. */
  private boolean deleted(Webhook known, AuditDraft entry) {
    return database.inTransaction(handle -> WebhookChanges.delete(handle, known, entry));
  }

  private Webhook current(Webhook known) {
    return find(known.id())
        .map(ListedWebhook::webhook)
        .orElseThrow(() -> WebhookException.notFound("webhook"));
  }

  /** Locks rows in the order of the append statement, so the two cannot deadlock. */
  @Override
  public void raiseVersions(ChannelId channel) {
    database.inTransaction(
        handle -> {
          // A webhook that is being added is seen below, or its transaction sees the change.
          takeTurns(handle, channel);
          return handle
              .createUpdate(
                  """
                  WITH locked AS MATERIALIZED (
                    SELECT id FROM webhooks.webhook WHERE channel_id = :channel
                    ORDER BY id
                    FOR UPDATE
                  )
                  UPDATE webhooks.webhook SET version = version + 1
                  FROM locked WHERE webhook.id = locked.id
                  """)
              .bind("channel", channel.value())
              .execute();
        });
  }

  /** Takes an advisory lock, since a channel without webhooks has no row to lock. */
  private static void takeTurns(Handle handle, ChannelId channel) {
    handle
        .createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:channel::text, :seed))")
        .bind("channel", channel.value())
        .bind("seed", LOCK_SEED)
        .mapTo(Integer.class)
        .one();
  }

  static byte[] bytes(TokenHash token) {
    return HexFormat.of().parseHex(token.hex());
  }
}
