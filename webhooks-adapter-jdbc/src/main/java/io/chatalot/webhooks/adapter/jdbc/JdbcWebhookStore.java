package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.AuditRow;
import io.chatalot.webhooks.adapter.jdbc.row.WebhookRow;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AvatarUrl;
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
  /** Keeps our advisory locks apart from those that an embedder takes on the same ids. */
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
          if (count(handle, webhook.channelId()) >= maxInChannel) {
            throw new WebhookException(
                Reason.CONFLICT, "The channel holds " + maxInChannel + " webhooks already.");
          }
          Webhook stored = insert(handle, webhook);
          AuditRow.insert(handle, entry);
          return stored;
        });
  }

  /** A row comes and is read in any case, so that how long it takes does not tell whether. */
  @Override
  public Optional<Webhook> find(TokenHash token) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT webhook.*, true AS found FROM webhooks.webhook WHERE token_hash = :token
                    UNION ALL
                    SELECT :none, :none, 'nobody', NULL, false, :token, :none, now(), 0, false
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
  public ListedWebhook update(WebhookId id, Function<Webhook, Change> change) {
    return database.inTransaction(
        handle -> {
          ListedWebhook before = lock(handle, id);
          Change changed = change.apply(before.webhook());
          if (!changed.webhook().equals(before.webhook())) {
            replace(handle, id, changed.webhook());
          }
          changed.entries().forEach(entry -> AuditRow.insert(handle, entry));
          return new ListedWebhook(changed.webhook(), before.usage());
        });
  }

  @Override
  public void delete(WebhookId id, Function<Webhook, AuditDraft> entry) {
    database.inTransaction(
        handle -> {
          AuditDraft made = entry.apply(lock(handle, id).webhook());
          handle.execute("DELETE FROM webhooks.webhook WHERE id = ?", id.value());
          handle.execute("DELETE FROM webhooks.webhook_usage WHERE webhook_id = ?", id.value());
          AuditRow.insert(handle, made);
          return null;
        });
  }

  /** Locks in the order in which messages are stored, so that the two can't wait for each other. */
  @Override
  public void raiseVersions(ChannelId channel) {
    database.inTransaction(
        handle -> {
          // A webhook that is being added is either seen below or sees what the caller changed.
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

  /** There may be no row yet that those who add to one channel could take turns on. */
  private static void takeTurns(Handle handle, ChannelId channel) {
    handle
        .createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:channel::text, :seed))")
        .bind("channel", channel.value())
        .bind("seed", LOCK_SEED)
        .mapTo(Integer.class)
        .one();
  }

  /** The webhook, which until the transaction ends nobody else changes or posts with. */
  private static ListedWebhook lock(Handle handle, WebhookId id) {
    return handle
        .createQuery(
            """
            SELECT webhook.*, messages_sent, last_used_at
            FROM webhooks.webhook
            LEFT JOIN webhooks.webhook_usage ON webhook_id = id
            WHERE id = :id
            FOR UPDATE OF webhook
            """)
        .bind("id", id.value())
        .map((row, context) -> WebhookRow.listed(row))
        .findOne()
        .orElseThrow(() -> WebhookException.notFound("webhook"));
  }

  private static int count(Handle handle, ChannelId channel) {
    return handle
        .createQuery("SELECT count(*) FROM webhooks.webhook WHERE channel_id = :channel")
        .bind("channel", channel.value())
        .mapTo(Integer.class)
        .one();
  }

  private static Webhook insert(Handle handle, NewWebhook webhook) {
    return handle
        .createQuery(
            """
            INSERT INTO webhooks.webhook
              (id, channel_id, name, avatar_url, active, token_hash,
               created_by, created_at, version)
            VALUES (:id, :channel, :name, :avatar, true, :token, :by,
              date_trunc('milliseconds', clock_timestamp()), 1)
            RETURNING *
            """)
        .bind("id", webhook.id().value())
        .bind("channel", webhook.channelId().value())
        .bind("name", webhook.draft().name().value())
        .bind("avatar", webhook.draft().avatarUrl().map(AvatarUrl::value).orElse(null))
        .bind("token", bytes(webhook.tokenHash()))
        .bind("by", webhook.createdBy().value())
        .map((row, context) -> WebhookRow.webhook(row))
        .one();
  }

  private static void replace(Handle handle, WebhookId id, Webhook webhook) {
    handle
        .createUpdate(
            """
            UPDATE webhooks.webhook
            SET name = :name, avatar_url = :avatar, active = :active, token_hash = :token,
                version = :version
            WHERE id = :id
            """)
        .bind("id", id.value())
        .bind("name", webhook.name().value())
        .bind("avatar", webhook.avatarUrl().map(AvatarUrl::value).orElse(null))
        .bind("active", webhook.active())
        .bind("token", bytes(webhook.tokenHash()))
        .bind("version", webhook.version())
        .execute();
  }

  private static byte[] bytes(TokenHash token) {
    return HexFormat.of().parseHex(token.hex());
  }
}
