package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The host platform's communities, channels and members. */
public interface Directory {
  /** The channel, archived or not; empty if there is none. */
  Optional<Channel> channel(ChannelId channel);

  /**
   * All of the channels that exist, archived or not. This default makes a look-up for each channel.
   */
  default Map<ChannelId, Channel> channels(Set<ChannelId> channels) {
    var found = new HashMap<ChannelId, Channel>();
    channels.forEach(id -> channel(id).ifPresent(channel -> found.put(id, channel)));
    return found;
  }

  /** The user's role in the community; empty if not a member, or if either does not exist. */
  Optional<Role> role(UserId user, CommunityId community);

  /**
   * The channel with the user's role in its community; empty if the channel does not exist or the
   * user is not a member. Each request of a user asks for it, so a directory should answer with one
   * look-up; this default makes two.
   */
  default Optional<Membership> membership(UserId user, ChannelId channel) {
    return channel(channel)
        .flatMap(found -> role(user, found.communityId()).map(role -> new Membership(found, role)));
  }

  /**
   * The role of each user in the community, without users who are not members. The followers of a
   * channel are checked before each event is shown to them, so a directory should answer with one
   * look-up; this default makes one for each user.
   */
  default Map<UserId, Role> roles(Set<UserId> users, CommunityId community) {
    var roles = new HashMap<UserId, Role>();
    users.forEach(user -> role(user, community).ifPresent(role -> roles.put(user, role)));
    return roles;
  }

  /** A channel with a user's role in its community. */
  record Membership(Channel channel, Role role) {
    public Membership {
      Objects.requireNonNull(channel, "channel");
      Objects.requireNonNull(role, "role");
    }
  }
}
