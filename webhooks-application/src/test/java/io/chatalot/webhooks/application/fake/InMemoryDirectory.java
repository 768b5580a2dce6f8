package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Communities, channels and members in memory. */
public final class InMemoryDirectory implements Directory {
  private final Map<ChannelId, Channel> channels = new ConcurrentHashMap<>();
  private final Map<ChannelId, CommunityId> communities = new ConcurrentHashMap<>();
  private final Map<Member, Role> roles = new ConcurrentHashMap<>();
  private final Set<Member> absent = ConcurrentHashMap.newKeySet();

  /** Makes a channel in the community. */
  public ChannelId addChannel(CommunityId community) {
    var channel = new Channel(new ChannelId(UUID.randomUUID()), false);
    communities.put(channel.id(), community);
    channels.put(channel.id(), channel);
    return channel.id();
  }

  /** Archives a channel, or takes it out of the archive. */
  public void setArchived(ChannelId id, boolean archived) {
    channels.computeIfPresent(id, (key, channel) -> new Channel(id, archived));
  }

  /** Makes a member with this role. */
  public UserId addMember(CommunityId community, Role role) {
    var user = new UserId(UUID.randomUUID());
    roles.put(new Member(user, community), role);
    return user;
  }

  public void removeMember(CommunityId community, UserId user) {
    roles.remove(new Member(user, community));
  }

  /** Keeps a member from reading the community's channels, as some hosts do with managers. */
  public void keepFromReading(CommunityId community, UserId user) {
    absent.add(new Member(user, community));
  }

  @Override
  public Optional<Channel> channel(ChannelId channel) {
    return Optional.ofNullable(channels.get(channel));
  }

  /** The role of a member of the community. */
  public Optional<Role> role(UserId user, CommunityId community) {
    return Optional.ofNullable(roles.get(new Member(user, community)));
  }

  @Override
  public Optional<Membership> membership(UserId user, ChannelId id) {
    return channel(id)
        .flatMap(
            channel -> {
              var member = new Member(user, communities.get(id));
              return Optional.ofNullable(roles.get(member))
                  .map(role -> new Membership(channel, role, !absent.contains(member)));
            });
  }

  private record Member(UserId user, CommunityId community) {}
}
