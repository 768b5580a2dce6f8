package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The choices of the page: communities by name, channels in the order of their creation. Safe for
 * use by many threads.
 */
public final class PostgresCommunities implements Communities {
  private final Database database;

  public PostgresCommunities(Database database) {
    this.database = database;
  }

  @Override
  public List<Community> communitiesOf(UserId user) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT c.id, c.name, m.role
                    FROM directory.member m JOIN directory.community c ON c.id = m.community_id
                    WHERE m.user_id = :user
                    ORDER BY lower(c.name), c.id
                    """)
                .bind("user", user.value())
                .map(
                    (row, context) ->
                        new Community(
                            new CommunityId(row.getObject("id", UUID.class)),
                            row.getString("name"),
                            Roles.of(row.getString("role"))))
                .list());
  }

  @Override
  public Optional<List<ChannelListing>> channelsOf(CommunityId community, UserId user) {
    return database.inTransaction(
        handle -> {
          Optional<Role> role =
              handle
                  .createQuery(
                      """
                      SELECT role FROM directory.member
                      WHERE community_id = :community AND user_id = :user
                      """)
                  .bind("community", community.value())
                  .bind("user", user.value())
                  .mapTo(String.class)
                  .findOne()
                  .map(Roles::of);
          if (role.isEmpty()) {
            return Optional.empty();
          }
          List<ChannelListing> channels =
              handle
                  .createQuery(
                      """
                      SELECT id, name, topic, archived FROM directory.channel
                      WHERE community_id = :community
                      ORDER BY created_at, id
                      """)
                  .bind("community", community.value())
                  .map(
                      (row, context) ->
                          new ChannelListing(
                              new ChannelId(row.getObject("id", UUID.class)),
                              Optional.of(community),
                              row.getString("name"),
                              Optional.ofNullable(row.getString("topic")),
                              row.getBoolean("archived"),
                              role.get(),
                              true))
                  .list();
          return Optional.of(channels);
        });
  }
}
