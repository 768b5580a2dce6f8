package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The directory port on the tables of a live Chatalot. Direct messages and galleries are no
 * channels here. Nothing is cached, so a change in Chatalot holds at once on every node. Safe for
 * use by many threads.
 */
public final class ChatalotDirectory implements Directory {
  private final Database database;

  public ChatalotDirectory(Database database) {
    this.database = database;
  }

  /** Always reads exactly one row, so timing does not reveal whether the channel exists. */
  @Override
  public Optional<Channel> channel(ChannelId id) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT channel.archived, true AS found
                    FROM public.channels AS channel WHERE channel.id = :id AND
                    """
                        + AccessRules.FIT
                        + """
                        UNION ALL
                        SELECT true, false
                        ORDER BY found DESC
                        LIMIT 1
                        """)
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        row.getBoolean("found")
                            ? Optional.of(new Channel(id, row.getBoolean("archived")))
                            : Optional.<Channel>empty())
                .one());
  }

  @Override
  public Map<ChannelId, Channel> channels(Set<ChannelId> channels) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT channel.id, channel.archived
                    FROM public.channels AS channel WHERE channel.id = ANY (:ids) AND
                    """
                        + AccessRules.FIT)
                .bindArray("ids", UUID.class, channels.stream().map(ChannelId::value).toList())
                .map(
                    (row, context) ->
                        new Channel(
                            new ChannelId(Columns.uuid(row, "id")), row.getBoolean("archived")))
                .collect(Collectors.toMap(Channel::id, channel -> channel)));
  }

  @Override
  public Optional<Membership> membership(UserId user, ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT channel.archived,"
                        + AccessRules.ROLE
                        + ","
                        + AccessRules.READS
                        + "FROM"
                        + AccessRules.JOINS
                        + "WHERE channel.id = :channel AND person.id = :user AND"
                        + AccessRules.SEES)
                .bind("channel", channel.value())
                .bind("user", user.value())
                .map(
                    (row, context) ->
                        new Membership(
                            new Channel(channel, row.getBoolean("archived")),
                            AccessRules.role(row.getString("role")),
                            row.getBoolean("reads")))
                .findOne());
  }

  @Override
  public Set<UserId> readers(Set<UserId> users, ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT person.id FROM"
                        + AccessRules.JOINS
                        + """
                        WHERE channel.id = :channel AND person.id = ANY (:users)
                          AND presence.user_id IS NOT NULL AND
                        """
                        + AccessRules.SEES)
                .bind("channel", channel.value())
                .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                .mapTo(UUID.class)
                .map(UserId::new)
                .collect(Collectors.toSet()));
  }
}
