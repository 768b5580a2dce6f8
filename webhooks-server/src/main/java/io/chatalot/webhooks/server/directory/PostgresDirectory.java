package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The directory port on the standalone directory's tables. Nothing is cached, so a change by an
 * administrator, such as an archived channel or a removed member, holds at once on every node. Safe
 * for use by many threads.
 */
public final class PostgresDirectory implements Directory {
  private final Database database;

  public PostgresDirectory(Database database) {
    this.database = database;
  }

  /** Always reads exactly one row, so timing does not reveal whether the channel exists. */
  @Override
  public Optional<Channel> channel(ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT archived, true AS found FROM directory.channel WHERE id = :id
                    UNION ALL
                    SELECT true, false
                    ORDER BY found DESC
                    LIMIT 1
                    """)
                .bind("id", channel.value())
                .map((row, context) -> found(row, channel(row, channel)))
                .one());
  }

  @Override
  public Map<ChannelId, Channel> channels(Set<ChannelId> channels) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, archived FROM directory.channel
                    WHERE id = ANY (:ids)
                    """)
                .bindArray("ids", UUID.class, channels.stream().map(ChannelId::value).toList())
                .map((row, context) -> channel(row, new ChannelId(row.getObject("id", UUID.class))))
                .collect(Collectors.toMap(Channel::id, channel -> channel)));
  }

  @Override
  public Optional<Membership> membership(UserId user, ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT archived, role
                    FROM directory.channel JOIN directory.member USING (community_id)
                    WHERE channel.id = :channel AND user_id = :user
                    """)
                .bind("channel", channel.value())
                .bind("user", user.value())
                .map(
                    (row, context) ->
                        new Membership(
                            channel(row, channel), Roles.of(row.getString("role")), true))
                .findOne());
  }

  private static Channel channel(ResultSet row, ChannelId id) throws SQLException {
    return new Channel(id, row.getBoolean("archived"));
  }

  private static Optional<Channel> found(ResultSet row, Channel channel) throws SQLException {
    return row.getBoolean("found") ? Optional.of(channel) : Optional.empty();
  }

  @Override
  public Set<UserId> readers(Set<UserId> users, ChannelId channel) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT user_id
                    FROM directory.channel JOIN directory.member USING (community_id)
                    WHERE channel.id = :channel AND user_id = ANY (:users)
                    """)
                .bind("channel", channel.value())
                .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                .mapTo(UUID.class)
                .map(UserId::new)
                .collect(Collectors.toSet()));
  }
}
