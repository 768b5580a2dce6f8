package io.chatalot.webhooks.page;

import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.http.host.Users;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A part of the rows of {@code host-seed.sql}, with the same ids. */
final class InMemoryHost implements Directory, Users, Communities {
  static final UUID SUSPENDED = id("8");

  private static final CommunityId ACME = new CommunityId(id("c1"));
  private static final CommunityId NONE = new CommunityId(new UUID(0, 0));
  private static final List<String> CHANNELS = List.of("a1", "a3", "a4");
  private static final Map<UUID, String> NAMES =
      Map.of(id("a1"), "builds", id("a3"), "secret", id("a4"), "standalone");

  static UUID id(String end) {
    return UUID.fromString("01900000-0000-7000-8000-" + "0".repeat(12 - end.length()) + end);
  }

  @Override
  public Optional<Channel> channel(ChannelId channel) {
    return Optional.of(new Channel(channel, false));
  }

  @Override
  public Optional<Membership> membership(UserId user, ChannelId id) {
    String who = user.toString().substring(35);
    String where = id.toString().substring(34);
    boolean reads = where.equals("a1") && "36".contains(who);
    boolean manages = who.equals("2") || who.equals("3") && !where.equals("a4");
    return channel(id)
        .filter(channel -> reads || manages)
        .map(channel -> new Membership(channel, manages ? Role.OWNER : Role.MEMBER, reads));
  }

  @Override
  public Optional<User> user(UserId id) {
    String name =
        Map.of("2", "iadmin", "3", "owner").getOrDefault(id.toString().substring(35), "member");
    return Optional.of(
        new User(
            id, name, name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1)));
  }

  @Override
  public List<Community> communitiesOf(UserId user) {
    var acme = new Community(ACME, "Acme", Role.MEMBER);
    return channelsOf(NONE, user).orElseThrow().isEmpty()
        ? List.of(acme)
        : List.of(acme, new Community(NONE, "No community", Role.OWNER));
  }

  @Override
  public Optional<List<ChannelListing>> channelsOf(CommunityId community, UserId user) {
    return Optional.of(
        CHANNELS.stream()
            .filter(end -> end.equals("a4") == community.equals(NONE))
            .flatMap(end -> membership(user, new ChannelId(id(end))).stream())
            .map(
                membership ->
                    new ChannelListing(
                        membership.channel().id(),
                        Optional.of(community).filter(it -> it.equals(ACME)),
                        NAMES.get(membership.channel().id().value()),
                        Optional.empty(),
                        false,
                        membership.role(),
                        membership.reads()))
            .toList());
  }
}
