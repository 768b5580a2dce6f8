package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Optional;

/** The communities and channels that our web page lists. Safe for use by many threads. */
public interface Communities {
  /** The user's communities, in the order to show them. */
  List<Community> communitiesOf(UserId user);

  /**
   * The channels of a community, archived ones too, in the order to show them.
   *
   * @return empty if the user is not a member, or there is no such community
   */
  Optional<List<ChannelListing>> channelsOf(CommunityId community, UserId user);

  /** A community, and the user's role in it. */
  record Community(CommunityId id, String name, Role role) {}

  /**
   * A channel as a user sees it.
   *
   * @param communityId empty for a channel outside of every community
   * @param role the user's role in this channel, which may exceed the role in the community
   * @param reads whether the user may read the channel's messages
   */
  record ChannelListing(
      ChannelId id,
      Optional<CommunityId> communityId,
      String name,
      Optional<String> topic,
      boolean archived,
      Role role,
      boolean reads) {}
}
