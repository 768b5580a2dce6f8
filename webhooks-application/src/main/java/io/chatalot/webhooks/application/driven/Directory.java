package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The host platform's communities, channels and members. */
public interface Directory {
  /** The channel, archived or not; empty if there is none. */
  Optional<Channel> channel(ChannelId channel);

  /**
   * Each of the channels, archived or not, without those that do not exist. This default asks for
   * one channel after the other.
   */
  default Map<ChannelId, Channel> channels(Set<ChannelId> channels) {
    var found = new HashMap<ChannelId, Channel>();
    channels.forEach(id -> channel(id).ifPresent(channel -> found.put(id, channel)));
    return found;
  }

  /** What the user is in the community; empty if not a member, or if either does not exist. */
  Optional<Role> role(UserId user, CommunityId community);

  /**
   * What each of the users is in the community, without those who are not members. Whoever follows
   * a channel is asked for before anything is told, so that a directory with many followers should
   * answer this at once; this one asks for one after the other.
   */
  default Map<UserId, Role> roles(Set<UserId> users, CommunityId community) {
    var roles = new HashMap<UserId, Role>();
    users.forEach(user -> role(user, community).ifPresent(role -> roles.put(user, role)));
    return roles;
  }
}
