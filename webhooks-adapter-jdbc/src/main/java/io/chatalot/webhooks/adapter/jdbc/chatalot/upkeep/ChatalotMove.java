package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.TokenHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Moves the webhooks that Chatalot's own server made, and shows the text of their old messages.
 * Both may be done again, and by several nodes at once: what is done already stays as it is.
 */
public final class ChatalotMove {
  private final Database database;

  public ChatalotMove(Database database) {
    this.database = database;
  }

  /**
   * Moves all webhooks out of Chatalot's table in one transaction. Their URLs stay. Of a token only
   * the SHA-256 is kept. A name or an avatar that breaks our rules is mended. A webhook stays in
   * Chatalot's table if its token cannot be a token of ours, or if a webhook with its id or its
   * token is here already.
   *
   * @return the lines that the operator should read: each mended webhook, each webhook that stays,
   *     and the number of moved webhooks
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away, or Chatalot's table is in use for several seconds; nothing was moved
   */
  public List<String> webhooks() {
    return HostTransaction.run(
        database, "Chatalot's webhooks were not moved", ChatalotMove::webhooks);
  }

  private static List<String> webhooks(Handle handle) {
    // Chatalot's server may read the table meanwhile, and waits to write.
    handle.execute("LOCK TABLE public.webhooks IN SHARE ROW EXCLUSIVE MODE");
    List<HostWebhook> found =
        handle
            .createQuery(
                """
                SELECT webhooks.id, webhooks.name, avatar_url, token,
                  CAST(channel_type AS text) AS channel_type
                FROM public.webhooks JOIN public.channels ON channels.id = channel_id
                ORDER BY webhooks.id
                """)
            .map((row, context) -> HostWebhook.read(row))
            .list();
    Set<UUID> moved = insert(handle, found.stream().filter(w -> w.hash().isPresent()).toList());
    handle
        .createUpdate("DELETE FROM public.webhooks WHERE id = ANY (:moved)")
        .bindArray("moved", UUID.class, moved)
        .execute();
    var lines = new ArrayList<String>();
    for (HostWebhook webhook : found) {
      if (moved.contains(webhook.id())) {
        lines.addAll(webhook.mended());
      } else {
        lines.add(
            "Webhook "
                + webhook.id()
                + " ("
                + webhook.name()
                + ") stays in Chatalot's table, and its URL is dead: "
                + (webhook.hash().isEmpty()
                    ? "its token is not 64 letters and digits"
                    : "a webhook with its id or its token is here already"));
      }
    }
    lines.add("Webhooks moved from Chatalot: " + moved.size());
    return lines;
  }

  /** Returns the ids of the webhooks that are ours now. */
  private static Set<UUID> insert(Handle handle, List<HostWebhook> webhooks) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                INSERT INTO webhooks.webhook
                  (id, channel_id, name, avatar_url, active, token_hash, created_by, created_at,
                   version)
                SELECT host.id, host.channel_id, ours.name, ours.avatar_url, host.active,
                  decode(ours.token_hash, 'hex'), host.created_by,
                  date_trunc('milliseconds', host.created_at), 1
                FROM unnest(:ids, :names, :avatars, :hashes)
                  AS ours (id, name, avatar_url, token_hash)
                JOIN public.webhooks AS host ON host.id = ours.id
                ON CONFLICT DO NOTHING
                RETURNING id
                """)
            .bindArray("ids", UUID.class, column(webhooks, HostWebhook::id))
            .bindArray("names", String.class, column(webhooks, webhook -> webhook.name().value()))
            .bindArray(
                "avatars",
                String.class,
                column(webhooks, webhook -> webhook.avatar().map(AvatarUrl::value).orElse(null)))
            .bindArray(
                "hashes",
                String.class,
                column(webhooks, webhook -> webhook.hash().map(TokenHash::hex).orElseThrow()))
            .mapTo(UUID.class)
            .list());
  }

  private static List<Object> column(
      List<HostWebhook> webhooks, Function<HostWebhook, Object> value) {
    return webhooks.stream().map(value).toList();
  }

  /**
   * Gives the old messages of Chatalot's own webhooks the text that its client shows and its search
   * reads, in small transactions: its server stored one zero byte, which breaks that search. Reads
   * all of Chatalot's messages; a million take half a minute. Ends early if its thread is
   * interrupted.
   *
   * @return the lines that the operator should read: messages that got no text, and the number of
   *     messages that have one
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away, Chatalot's rows are locked for several seconds, or the thread is interrupted;
   *     messages until then have a text
   */
  public List<String> texts() {
    return new OldMessages(database).show();
  }
}
