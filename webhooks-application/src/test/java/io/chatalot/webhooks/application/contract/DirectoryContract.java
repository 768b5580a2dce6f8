package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link Directory}. */
public interface DirectoryContract {
  /** The directory to be tested, the same throughout a test. */
  Directory directory();

  /** Makes a community. */
  CommunityId makeCommunity();

  /** Makes a channel in the community. */
  ChannelId makeChannel(CommunityId community);

  /** Archives the channel, or takes it out of the archive. */
  void setArchived(ChannelId channel, boolean archived);

  /** Makes a user who is a member with this role. */
  UserId makeMember(CommunityId community, Role role);

  /** Takes the member out of the community. */
  void removeMember(CommunityId community, UserId user);

  @Test
  default void aChannelIsFoundByItsId() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);

    assertThat(directory().channel(channel)).contains(new Channel(channel, false));
  }

  @Test
  default void archivingHoldsAtOnce() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    ChannelId other = makeChannel(community);

    setArchived(channel, true);
    assertThat(directory().channel(channel)).contains(new Channel(channel, true));
    assertThat(directory().channel(other)).contains(new Channel(other, false));
    setArchived(channel, false);
    assertThat(directory().channel(channel)).contains(new Channel(channel, false));
  }

  @Test
  default void manyChannelsAreThoseOfEach() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    ChannelId archived = makeChannel(community);
    setArchived(archived, true);

    assertThat(directory().channels(Set.of(channel, archived, new ChannelId(UUID.randomUUID()))))
        .containsOnly(
            Map.entry(channel, new Channel(channel, false)),
            Map.entry(archived, new Channel(archived, true)));
    assertThat(directory().channels(Set.of())).isEmpty();
  }

  @Test
  default void whatDoesNotExistIsEmpty() {
    CommunityId community = makeCommunity();
    UserId member = makeMember(community, Role.MEMBER);

    assertThat(directory().channel(new ChannelId(UUID.randomUUID()))).isEmpty();
    assertThat(directory().membership(member, new ChannelId(UUID.randomUUID()))).isEmpty();
    assertThat(directory().membership(new UserId(UUID.randomUUID()), makeChannel(community)))
        .isEmpty();
  }

  @Test
  default void aRoleIsThatOfTheCommunity() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    ChannelId elsewhere = makeChannel(makeCommunity());
    for (Role role : Role.values()) {
      UserId member = makeMember(community, role);
      assertThat(directory().membership(member, channel).map(Membership::role)).contains(role);
      assertThat(directory().membership(member, elsewhere)).isEmpty();
    }
  }

  @Test
  default void aMembershipIsTheChannelWithTheRoleInItsCommunity() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    UserId admin = makeMember(community, Role.ADMIN);
    UserId stranger = makeMember(makeCommunity(), Role.OWNER);

    assertThat(directory().membership(admin, channel))
        .contains(new Membership(new Channel(channel, false), Role.ADMIN, true));
    setArchived(channel, true);
    assertThat(directory().membership(admin, channel))
        .contains(new Membership(new Channel(channel, true), Role.ADMIN, true));
    assertThat(directory().membership(stranger, channel)).isEmpty();
    assertThat(directory().membership(admin, new ChannelId(UUID.randomUUID()))).isEmpty();
    removeMember(community, admin);
    assertThat(directory().membership(admin, channel)).isEmpty();
  }

  @Test
  default void aRemovedMemberReadsNothingAtOnce() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    UserId member = makeMember(community, Role.ADMIN);

    removeMember(community, member);

    assertThat(directory().membership(member, channel)).isEmpty();
    assertThat(directory().readers(Set.of(member), channel)).isEmpty();
  }

  @Test
  default void theReadersAmongManyAreTheMembers() {
    CommunityId community = makeCommunity();
    ChannelId channel = makeChannel(community);
    UserId owner = makeMember(community, Role.OWNER);
    UserId member = makeMember(community, Role.MEMBER);
    makeMember(community, Role.MEMBER);
    UserId stranger = makeMember(makeCommunity(), Role.ADMIN);
    UserId nobody = new UserId(UUID.randomUUID());

    assertThat(directory().readers(Set.of(owner, member, stranger, nobody), channel))
        .containsExactlyInAnyOrder(owner, member);
    assertThat(directory().readers(Set.of(), channel)).isEmpty();
    assertThat(directory().readers(Set.of(owner), new ChannelId(UUID.randomUUID()))).isEmpty();
  }
}
