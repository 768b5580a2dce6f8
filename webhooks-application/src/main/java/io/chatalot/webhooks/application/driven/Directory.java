package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The host platform's channels, and what its users may do in them. */
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

  /**
   * What the user may do in the channel; empty if there is no such channel for this user, whether
   * it exists or not. Each request of a user asks for it, so a directory should answer with one
   * look-up.
   */
  Optional<Membership> membership(UserId user, ChannelId channel);

  /**
   * Those of the users who may read the channel. The followers of a channel are checked before each
   * event is shown to them, so a directory should answer with one look-up; this default makes one
   * for each user.
   */
  default Set<UserId> readers(Set<UserId> users, ChannelId channel) {
    return users.stream()
        .filter(user -> membership(user, channel).filter(Membership::reads).isPresent())
        .collect(Collectors.toSet());
  }

  /**
   * What a user may do in a channel.
   *
   * @param role the highest role that the user has there
   * @param reads whether the user may read the messages; a host may have managers of a channel who
   *     are not in it
   */
  record Membership(Channel channel, Role role, boolean reads) {
    public Membership {
      Objects.requireNonNull(channel, "channel");
      Objects.requireNonNull(role, "role");
    }
  }
}
