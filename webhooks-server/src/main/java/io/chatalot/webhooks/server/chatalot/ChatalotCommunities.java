package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotPlaces;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotPlaces.ChannelPlace;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Chatalot's communities and channels for the page: communities by name, channels by age. A user's
 * channels that belong to no community are listed under {@link #NO_COMMUNITY}, which comes last.
 * Safe for use by many threads.
 */
public final class ChatalotCommunities implements Communities {
  /** Stands for the absence of a community; no community of Chatalot has the nil UUID. */
  public static final CommunityId NO_COMMUNITY = new CommunityId(new UUID(0, 0));

  private final ChatalotPlaces places;

  public ChatalotCommunities(Database database) {
    places = new ChatalotPlaces(database);
  }

  @Override
  public List<Community> communitiesOf(UserId user) {
    var communities = new ArrayList<Community>();
    places
        .communities(user)
        .forEach(place -> communities.add(new Community(place.id(), place.name(), place.role())));
    if (!places.channelsByThemselves(user).isEmpty()) {
      communities.add(new Community(NO_COMMUNITY, "No community", Role.MEMBER));
    }
    return communities;
  }

  @Override
  public Optional<List<ChannelListing>> channelsOf(CommunityId community, UserId user) {
    if (community.equals(NO_COMMUNITY)) {
      return Optional.of(places.channelsByThemselves(user))
          .filter(channels -> !channels.isEmpty())
          .map(ChatalotCommunities::listings);
    }
    return places
        .community(community, user)
        .map(place -> listings(places.channels(place.id(), user)));
  }

  private static List<ChannelListing> listings(List<ChannelPlace> channels) {
    return channels.stream()
        .map(
            channel ->
                new ChannelListing(
                    channel.id(),
                    channel.community(),
                    channel.name(),
                    channel.topic(),
                    channel.archived(),
                    channel.role(),
                    channel.reads()))
        .toList();
  }
}
