package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The steps of changing a community's members. */
final class Members {
  private Members() {}

  /**
   * Makes changes of one community wait for each other, so that two cannot each remove one of two
   * owners.
   */
  static void lock(Handle handle, CommunityId community) {
    handle
        .createQuery("SELECT id FROM directory.community WHERE id = :id FOR UPDATE")
        .bind("id", community.value())
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new DirectoryException("There is no community " + community));
  }

  static void put(Handle handle, CommunityId community, UserId user, Role role) {
    handle
        .createUpdate(
            """
            INSERT INTO directory.member (community_id, user_id, role)
            VALUES (:community, :user, :role)
            ON CONFLICT (community_id, user_id) DO UPDATE SET role = excluded.role
            """)
        .bind("community", community.value())
        .bind("user", user.value())
        .bind("role", Roles.column(role))
        .execute();
  }

  static void requireOwner(Handle handle, CommunityId community, String username) {
    boolean owned =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM directory.member
                               WHERE community_id = :community AND role = 'owner')
                """)
            .bind("community", community.value())
            .mapTo(Boolean.class)
            .one();
    if (!owned) {
      throw new DirectoryException(
          username + " is the only owner of the community: make somebody else owner first");
    }
  }

  /** Removes a member, and returns whether there was one. */
  static boolean remove(Handle handle, CommunityId community, UserId user) {
    int removed =
        handle
            .createUpdate(
                """
                DELETE FROM directory.member WHERE community_id = :community AND user_id = :user
                """)
            .bind("community", community.value())
            .bind("user", user.value())
            .execute();
    return removed > 0;
  }
}
