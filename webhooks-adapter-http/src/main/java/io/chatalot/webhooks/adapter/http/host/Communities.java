package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Optional;

/** The communities and channels to choose from, for a host that has no pages of its own. */
public interface Communities {
  /** Those that the user is a member of, in the order to show them. */
  List<Community> communitiesOf(UserId user);

  /**
   * The channels of a community, archived ones too, in the order to show them.
   *
   * @return empty if the user is not a member, or there is no such community
   */
  Optional<List<ChannelListing>> channelsOf(CommunityId community, UserId user);

  /** A community, and what the user is in it. */
  record Community(CommunityId id, String name, Role role) {}

  /** A channel as a member sees it. */
  record ChannelListing(
      ChannelId id,
      CommunityId communityId,
      String name,
      Optional<String> topic,
      boolean archived) {}
}
