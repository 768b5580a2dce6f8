package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * The communities and channels of a user, by the rules of {@link ChatalotDirectory}: a channel is
 * listed if and only if it exists there for the user. Nothing is cached. Safe for use by many
 * threads.
 */
public final class ChatalotPlaces {
  private static final String COMMUNITIES =
      """
      SELECT community.id, community.name,
        CASE WHEN person.is_owner OR person.is_admin THEN 'owner' ELSE membership.role END AS role
      FROM public.users AS person
      CROSS JOIN public.communities AS community
      LEFT JOIN public.community_members AS membership
        ON membership.community_id = community.id AND membership.user_id = person.id
      WHERE person.id = :user AND person.suspended_at IS NULL
        AND (person.is_owner OR person.is_admin
             OR membership.user_id IS NOT NULL
                AND NOT EXISTS (
                  SELECT FROM public.community_bans AS ban
                  WHERE ban.community_id = community.id AND ban.user_id = person.id))
      """;

  private final Database database;

  public ChatalotPlaces(Database database) {
    this.database = database;
  }

  /** A community, and the user's role in it; the instance's owners and admins own each of them. */
  public record CommunityPlace(CommunityId id, String name, Role role) {}

  /**
   * A channel that exists for the user.
   *
   * @param community empty for a channel by itself
   * @param role the highest role of the user there
   * @param reads whether the user may read its messages
   */
  public record ChannelPlace(
      ChannelId id,
      Optional<CommunityId> community,
      String name,
      Optional<String> topic,
      boolean archived,
      Role role,
      boolean reads) {}

  /** The user's communities by name; all communities for the instance's owners and admins. */
  public List<CommunityPlace> communities(UserId user) {
    return database.call(
        handle ->
            handle
                .createQuery(COMMUNITIES + "ORDER BY lower(community.name), community.id")
                .bind("user", user.value())
                .map((row, context) -> community(row))
                .list());
  }

  /** One of the user's communities; empty if it is none of them, or does not exist. */
  public Optional<CommunityPlace> community(CommunityId community, UserId user) {
    return database.call(
        handle ->
            handle
                .createQuery(COMMUNITIES + "AND community.id = :community")
                .bind("user", user.value())
                .bind("community", community.value())
                .map((row, context) -> community(row))
                .findOne());
  }

  private static CommunityPlace community(ResultSet row) throws SQLException {
    return new CommunityPlace(
        new CommunityId(Columns.uuid(row, "id")),
        row.getString("name"),
        AccessRules.role(row.getString("role")));
  }

  /** The channels of a community that exist for the user, archived ones too, oldest first. */
  public List<ChannelPlace> channels(CommunityId community, UserId user) {
    return database.call(
        handle ->
            list(
                handle
                    .createQuery(listing("\"group\".community_id = :community"))
                    .bind("community", community.value()),
                user));
  }

  /** The channels without a community that exist for the user, archived ones too, oldest first. */
  public List<ChannelPlace> channelsByThemselves(UserId user) {
    return database.call(
        handle -> list(handle.createQuery(listing("channel.group_id IS NULL")), user));
  }

  private static String listing(String place) {
    return """
    SELECT channel.id, "group".community_id, coalesce(channel.name, 'unnamed') AS name,
      channel.topic, channel.archived,
    """
        + AccessRules.ROLE
        + ","
        + AccessRules.READS
        + "FROM"
        + AccessRules.JOINS
        + "WHERE person.id = :user AND "
        + place
        + " AND"
        + AccessRules.SEES
        + "ORDER BY channel.created_at, channel.id";
  }

  private static List<ChannelPlace> list(Query query, UserId user) {
    return query.bind("user", user.value()).map((row, context) -> channel(row)).list();
  }

  private static ChannelPlace channel(ResultSet row) throws SQLException {
    return new ChannelPlace(
        new ChannelId(Columns.uuid(row, "id")),
        Optional.ofNullable(Columns.uuid(row, "community_id")).map(CommunityId::new),
        row.getString("name"),
        Optional.ofNullable(row.getString("topic")),
        row.getBoolean("archived"),
        AccessRules.role(row.getString("role")),
        row.getBoolean("reads"));
  }
}
