package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.domain.Token;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes our webhooks into Chatalot's own table, with new tokens.
 *
 * @param written a line for each written webhook: its id, its name and its URL
 * @param leftOut a line for each other webhook, with the reason
 */
record HandBack(List<String> written, List<String> leftOut) {
  static final HandBack NONE = new HandBack(List.of(), List.of());

  private static final String COLUMNS =
      "id, channel_id, name, token, created_by, avatar_url, active, created_at";

  /** Shows no token. */
  @Override
  public String toString() {
    return "HandBack[written=" + written.size() + ", leftOut=" + leftOut.size() + "]";
  }

  /**
   * @throws IllegalStateException if our role may not write into Chatalot's table
   */
  static void requireRights(Handle handle) {
    handle
        .createQuery(
            """
            SELECT quote_ident(current_user)
            WHERE NOT (
              SELECT bool_and(has_column_privilege('public.webhooks', name, 'INSERT'))
              FROM unnest(string_to_array(:columns, ', ')) AS name
            )
            """)
        .bind("columns", COLUMNS)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            role -> {
              throw new IllegalStateException(
                  "The webhooks cannot be written into Chatalot's table; nothing was changed. Run"
                      + " as Chatalot's role: GRANT INSERT ON public.webhooks TO "
                      + role);
            });
  }

  /**
   * @throws IllegalStateException if Chatalot's table has a column that the insert does not know
   */
  static void requireColumns(Handle handle) {
    handle
        .createQuery(
            """
            SELECT string_agg(attname, ', ' ORDER BY attname) AS unknown
            FROM pg_attribute
            WHERE attrelid = 'public.webhooks'::regclass AND attnum > 0 AND NOT attisdropped
              AND attnotnull AND NOT atthasdef AND attidentity = ''
              AND attname <> ALL (string_to_array(:columns, ', '))
            HAVING count(*) > 0
            """)
        .bind("columns", COLUMNS)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            unknown -> {
              throw new IllegalStateException(
                  "This Chatalot is not one I know: its table webhooks needs a value for "
                      + unknown
                      + "; nothing was changed");
            });
  }

  /**
   * Writes all webhooks whose channel and creator exist. One statement touches Chatalot's tables.
   *
   * @param urlStart stands before the token in a line
   */
  static HandBack write(Handle handle, SecureRandom random, String urlStart) {
    Map<UUID, Token> tokens = new LinkedHashMap<>();
    handle
        .createQuery("SELECT id FROM webhooks.webhook ORDER BY channel_id, id")
        .mapTo(UUID.class)
        .forEach(id -> tokens.put(id, Token.generate(random)));
    var written = new ArrayList<String>();
    var leftOut = new ArrayList<String>();
    handle
        .createQuery(
            """
            WITH ours AS MATERIALIZED (
              SELECT webhook.*, given.token, given.n, channels.id IS NOT NULL AS has_channel,
                users.id IS NOT NULL AS has_creator
              FROM unnest(:ids, :tokens) WITH ORDINALITY AS given (id, token, n)
              JOIN webhooks.webhook ON webhook.id = given.id
              LEFT JOIN public.channels ON channels.id = webhook.channel_id
              LEFT JOIN public.users ON users.id = webhook.created_by
            ), written AS (
              INSERT INTO public.webhooks ({columns})
              SELECT {columns} FROM ours WHERE has_channel AND has_creator
              ON CONFLICT DO NOTHING
              RETURNING id
            )
            SELECT ours.id, ours.name, ours.has_channel, ours.has_creator,
              written.id IS NOT NULL AS written
            FROM ours LEFT JOIN written ON written.id = ours.id
            ORDER BY n
            """
                .replace("{columns}", COLUMNS))
        .bindArray("ids", UUID.class, tokens.keySet())
        .bindArray("tokens", String.class, tokens.values().stream().map(Token::reveal).toList())
        .map(
            (row, context) -> {
              UUID id = row.getObject("id", UUID.class);
              String name = row.getString("name");
              return row.getBoolean("written")
                  ? written.add(id + " " + name + " " + urlStart + tokens.get(id).reveal())
                  : leftOut.add(
                      "Webhook "
                          + id
                          + " ("
                          + name
                          + ") was left out: "
                          + reason(row.getBoolean("has_channel"), row.getBoolean("has_creator")));
            })
        .list();
    return new HandBack(written, leftOut);
  }

  private static String reason(boolean hasChannel, boolean hasCreator) {
    if (!hasChannel) {
      return "its channel is gone";
    }
    return hasCreator
        ? "Chatalot's table has a webhook with its id"
        : "the account that created it is gone";
  }
}
