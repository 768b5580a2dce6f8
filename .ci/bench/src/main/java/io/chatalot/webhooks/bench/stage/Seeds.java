package io.chatalot.webhooks.bench.stage;

import io.chatalot.webhooks.domain.Token;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Fills a database before a measurement, straight into the server's tables, since posting ten
 * million messages would take an hour.
 */
public final class Seeds {
  /** The id of a channel, in Java and in SQL: its number, from 1, comes first. */
  static final String CHANNEL_ID =
      "(lpad(to_hex(%s), 8, '0') || '-0000-7000-8000-000000000000')::uuid";

  private static final String MESSAGE_ID =
      "(lpad(to_hex(%s), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(%s), 12, '0'))::uuid";

  private static final int AT_ONCE = 500_000;

  private Seeds() {}

  /** The channel of this number, from 1. */
  public static UUID channel(int number) {
    return new UUID(((long) number << 32) | 0x7000, 0x8000L << 48);
  }

  /** The message at this position, from 1, in {@link #channel}. */
  public static UUID message(int channel, long position) {
    return new UUID(((long) channel << 32) | 0x7000, (0x8000L << 48) | position);
  }

  /**
   * Creates channels, and webhooks spread over them.
   *
   * @param database on which a node has started before
   * @return the tokens of the webhooks
   */
  public static List<String> webhooks(OwnDatabase database, int channels, int webhooks) {
    database.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO directory.channel (id, community_id, name, created_at)
            SELECT %s, (SELECT id FROM directory.community LIMIT 1), 'channel-' || n, now()
            FROM generate_series(1, %d) AS n
            """,
            String.format(Locale.ROOT, CHANNEL_ID, "n"),
            channels));
    var tokens = new ArrayList<String>();
    var random = new SecureRandom();
    try (var connection = database.connect();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO webhooks.webhook
                  (id, channel_id, name, active, token_hash, created_by, created_at, version)
                VALUES (?, ?, 'CI', true, decode(?, 'hex'),
                        (SELECT id FROM directory.app_user LIMIT 1), now(), 1)
                """)) {
      for (int i = 0; i < webhooks; i++) {
        Token token = Token.generate(random);
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, channel(i % channels + 1));
        insert.setString(3, token.hash().hex());
        insert.addBatch();
        tokens.add(token.reveal());
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new BenchException("Cannot make webhooks: " + e.getMessage(), e);
    }
    return tokens;
  }

  /**
   * Stores messages in the channels of {@link #webhooks} by turns, interleaved as in channels that
   * are busy at the same time.
   */
  public static void messages(OwnDatabase database, int channels, int messages) {
    for (int done = 0; done < messages; done += AT_ONCE) {
      database.execute(
          String.format(
              Locale.ROOT,
              """
              INSERT INTO webhooks.message
                (channel_id, position, id, webhook_id, username, content, created_at)
              SELECT %s, n / %d + 1, %s, webhook.id, 'CI Pipeline', '%s', now()
              FROM generate_series(%d, %d) AS n, (SELECT id FROM webhooks.webhook LIMIT 1) AS webhook
              """,
              String.format(Locale.ROOT, CHANNEL_ID, "n % " + channels + " + 1"),
              channels,
              String.format(
                  Locale.ROOT,
                  MESSAGE_ID,
                  String.format(Locale.ROOT, "n %% %d + 1", channels),
                  "n / " + channels + " + 1"),
              Execution.CONTENT,
              done,
              Math.min(done + AT_ONCE, messages) - 1));
    }
    database.execute(
        """
        INSERT INTO webhooks.channel_feed (channel_id, last_position)
        SELECT channel_id, max(position) FROM webhooks.message GROUP BY channel_id
        """);
    database.execute("VACUUM (ANALYZE)");
    database.execute("CHECKPOINT");
  }
}
