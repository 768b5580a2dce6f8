package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds messages that Chatalot took away from the followed channels, and tells their followers of
 * the deletion within five seconds. A message is told once, whatever node finds it: our row then
 * has no content any more. A quarantine that is taken back is not told; the next page shows the
 * message.
 */
public final class Vanished implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vanished.class);

  /** Half of the promised time, since a message may vanish right after a look. */
  private static final Duration INTERVAL = Duration.ofMillis(2_500);

  /**
   * How far a look reaches back behind the last look that succeeded. Chatalot's times are those of
   * a transaction's start, so a late commit is found by a later look.
   */
  private static final double REACH_SECONDS = 30;

  /** Removed rows leave no time behind; only the newest messages of a channel are looked up. */
  private static final int NEWEST = 200;

  /** Deleted, quarantined or expired rows, each by an index of Chatalot's. */
  private static final String MARKED =
      """
      SELECT ours.channel_id, ours.id
      FROM (
        SELECT id FROM public.messages WHERE deleted_at > now() - make_interval(secs => :reach)
        UNION
        SELECT id FROM public.messages WHERE quarantined_at > now() - make_interval(secs => :reach)
        UNION
        SELECT id FROM public.messages
        WHERE expires_at > now() - make_interval(secs => :reach) AND expires_at <= now()
      ) AS gone
      JOIN public.messages AS host
        ON host.id = gone.id AND host.channel_id = ANY (:channels)
          AND host.message_type = 'webhook'
      JOIN webhooks.message AS ours
        ON ours.channel_id = host.channel_id AND ours.id = host.id AND ours.content IS NOT NULL
      """;

  /** Rows that are gone: purges and Chatalot's own clean-up remove them. */
  private static final String REMOVED =
      """
      SELECT ours.channel_id, ours.id
      FROM unnest(:channels) AS followed (channel_id)
      CROSS JOIN LATERAL (
        SELECT channel_id, id, content FROM webhooks.message
        WHERE message.channel_id = followed.channel_id
        ORDER BY position DESC
        LIMIT :newest
      ) AS ours
      WHERE ours.content IS NOT NULL
        AND NOT EXISTS (SELECT FROM public.messages AS host WHERE host.id = ours.id)
      """;

  private static final String TELL =
      """
      WITH told AS (
        UPDATE webhooks.message SET content = NULL
        WHERE channel_id = :channel AND id = ANY (:ids) AND content IS NOT NULL
        RETURNING id
      ), feed AS (
        UPDATE webhooks.channel_feed
        SET last_position = last_position + (SELECT count(*) FROM told)
        WHERE channel_id = :channel
        RETURNING last_position
      )
      INSERT INTO webhooks.message_change (channel_id, position, message_id, kind)
      SELECT :channel, last_position + 1 - row_number() OVER (), id, 'DELETED'
      FROM told CROSS JOIN feed
      """;

  private final Database database;
  private final Supplier<Set<ChannelId>> followed;
  private final Consumer<Set<ChannelId>> happened;
  private final Recurring looking;
  private volatile long looked = System.nanoTime();

  /**
   * Looks every few seconds, until it is closed.
   *
   * @param followed the channels with followers on this node
   * @param happened is given the channels with new events
   */
  public Vanished(
      Database database,
      Supplier<Set<ChannelId>> followed,
      Consumer<Set<ChannelId>> happened,
      Background background) {
    this.database = database;
    this.followed = followed;
    this.happened = happened;
    looking = background.every(INTERVAL, "vanished_messages", this::look);
  }

  void look() {
    try {
      Set<ChannelId> channels = followed.get();
      long now = System.nanoTime();
      if (!channels.isEmpty()) {
        tell(gone(channels, REACH_SECONDS + (now - looked) / 1e9));
      }
      looked = now;
    } catch (WebhookException away) {
      LOG.debug("Vanished messages are told later: {}", away.getMessage());
    }
  }

  private Map<ChannelId, List<UUID>> gone(Set<ChannelId> channels, double reachSeconds) {
    List<UUID> ids = channels.stream().map(ChannelId::value).toList();
    var gone = new HashMap<ChannelId, Set<UUID>>();
    database.call(
        handle ->
            handle
                .createQuery(MARKED)
                .bind("reach", reachSeconds)
                .bindArray("channels", UUID.class, ids)
                .map(
                    (row, context) ->
                        add(gone, row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    database.call(
        handle ->
            handle
                .createQuery(REMOVED)
                .bind("newest", NEWEST)
                .bindArray("channels", UUID.class, ids)
                .map(
                    (row, context) ->
                        add(gone, row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    var lists = new HashMap<ChannelId, List<UUID>>();
    gone.forEach((channel, messages) -> lists.put(channel, List.copyOf(messages)));
    return lists;
  }

  private static boolean add(Map<ChannelId, Set<UUID>> gone, UUID channel, UUID message) {
    return gone.computeIfAbsent(new ChannelId(channel), key -> new HashSet<>()).add(message);
  }

  /** Tells each channel in a transaction of its own, which touches no table of Chatalot's. */
  private void tell(Map<ChannelId, List<UUID>> gone) {
    var changed = new HashSet<ChannelId>();
    gone.forEach(
        (channel, messages) -> {
          if (database.inTransaction(handle -> tell(handle, channel, messages)) > 0) {
            changed.add(channel);
          }
        });
    happened.accept(changed);
  }

  private static int tell(Handle handle, ChannelId channel, List<UUID> messages) {
    HostedChanges.lockFeed(handle, channel);
    return handle
        .createUpdate(TELL)
        .bind("channel", channel.value())
        .bindArray("ids", UUID.class, messages)
        .execute();
  }

  @Override
  public void close() {
    looking.close();
  }
}
