package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Communities, channels and members in memory. */
public final class InMemoryDirectory implements Directory {
  private final Map<ChannelId, Channel> channels = new ConcurrentHashMap<>();
  private final Map<Membership, Role> roles = new ConcurrentHashMap<>();

  /** Makes a channel in the community. */
  public ChannelId addChannel(CommunityId community) {
    var channel = new Channel(new ChannelId(UUID.randomUUID()), community, false);
    channels.put(channel.id(), channel);
    return channel.id();
  }

  /** Archives a channel, or takes it out of the archive. */
  public void setArchived(ChannelId id, boolean archived) {
    channels.computeIfPresent(
        id, (key, channel) -> new Channel(id, channel.communityId(), archived));
  }

  /** Makes a member with this role. */
  public UserId addMember(CommunityId community, Role role) {
    var user = new UserId(UUID.randomUUID());
    roles.put(new Membership(user, community), role);
    return user;
  }

  public void removeMember(CommunityId community, UserId user) {
    roles.remove(new Membership(user, community));
  }

  @Override
  public Optional<Channel> channel(ChannelId channel) {
    return Optional.ofNullable(channels.get(channel));
  }

  @Override
  public Optional<Role> role(UserId user, CommunityId community) {
    return Optional.ofNullable(roles.get(new Membership(user, community)));
  }

  private record Membership(UserId user, CommunityId community) {}
}
