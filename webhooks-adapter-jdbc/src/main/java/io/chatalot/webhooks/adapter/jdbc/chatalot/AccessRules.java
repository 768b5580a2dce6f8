package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.domain.Role;
import java.util.Locale;

/**
 * Chatalot's rules for users in channels, as parts of SQL: a check of one channel and a list of
 * many decide alike. {@link #JOINS} names the tables that the other parts use.
 */
final class AccessRules {
  /** Channel types are compared as text, since releases up to 0.22.6 know no {@code gallery}. */
  static final String FIT = " CAST(channel.channel_type AS text) NOT IN ('dm', 'gallery') ";

  /** Every channel with every user, and the user's rows for the channel. */
  static final String JOINS =
      """
       public.channels AS channel
      CROSS JOIN public.users AS person
      LEFT JOIN public.groups AS "group" ON "group".id = channel.group_id
      LEFT JOIN public.community_members AS membership
        ON membership.community_id = "group".community_id AND membership.user_id = person.id
      LEFT JOIN public.channel_members AS presence
        ON presence.channel_id = channel.id AND presence.user_id = person.id
      """;

  /** The highest role that applies: of the instance, the group, the community or the channel. */
  static final String ROLE =
      """
       CASE
        WHEN person.is_owner OR person.is_admin THEN 'owner'
        WHEN 'owner' IN (membership.role, presence.role) THEN 'owner'
        WHEN person.id IN ("group".owner_id, "group".assigned_member_id) THEN 'owner'
        WHEN 'admin' IN (membership.role, presence.role) THEN 'admin'
        WHEN 'moderator' IN (membership.role, presence.role) THEN 'moderator'
        ELSE 'member'
      END AS role
      """;

  /** Reading takes a row of the channel, also for those in charge of it. */
  static final String READS = " presence.user_id IS NOT NULL AS reads ";

  /**
   * Whether the channel exists for the user: a member of the channel or somebody in charge of it,
   * who is in its community if it has one, and is not banned. No ban holds for the owners and
   * admins of the instance.
   */
  static final String SEES =
      FIT
          + """
            AND person.suspended_at IS NULL
            AND (person.is_owner OR person.is_admin
                 OR ("group".id IS NULL OR membership.user_id IS NOT NULL)
                    AND (presence.user_id IS NOT NULL
                         OR membership.role IN ('owner', 'admin')
                         OR person.id IN ("group".owner_id, "group".assigned_member_id))
                    AND NOT EXISTS (
                      SELECT FROM public.community_bans AS ban
                      WHERE ban.community_id = "group".community_id AND ban.user_id = person.id)
                    AND NOT EXISTS (
                      SELECT FROM public.channel_bans AS ban
                      WHERE ban.channel_id = channel.id AND ban.user_id = person.id))
          """;

  private AccessRules() {}

  /** The role of a column; a name that Chatalot may add later has no rights beyond a member's. */
  static Role role(String column) {
    return switch (column.toLowerCase(Locale.ROOT)) {
      case "owner" -> Role.OWNER;
      case "admin" -> Role.ADMIN;
      case "moderator" -> Role.MODERATOR;
      default -> Role.MEMBER;
    };
  }
}
