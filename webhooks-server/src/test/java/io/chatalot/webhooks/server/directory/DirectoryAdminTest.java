package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.Communities.ChannelListing;
import io.chatalot.webhooks.adapter.http.host.Communities.Community;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAdminTest {
  private static final Optional<String> NONE = Optional.empty();

  private final Stage stage = new Stage();
  private final DirectoryAdmin admin = stage.admin;

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void anOwnerSeesItsCommunityAndTheChannelsInTheirOrder() {
    UserId ann = user("ann");
    CommunityId zoo = admin.addCommunity("zoo", "ANN");
    CommunityId alps = admin.addCommunity("  Alps ", "ann");
    ChannelId second = admin.addChannel("b", zoo, Optional.of("About b"));
    ChannelId third = admin.addChannel("a", zoo, Optional.of(" "));
    admin.setArchived(third, true);
    admin.setArchived(third, true);

    assertThat(stage.communities.communitiesOf(ann))
        .containsExactly(
            new Community(alps, "Alps", Role.OWNER), new Community(zoo, "zoo", Role.OWNER));
    assertThat(stage.communities.channelsOf(zoo, ann))
        .contains(
            List.of(
                listed(second, zoo, "b", Optional.of("About b"), false),
                listed(third, zoo, "a", NONE, true)));
    assertThat(stage.communities.channelsOf(alps, ann)).contains(List.of());
    assertThat(Stream.of(ann.value(), zoo.value(), second.value()).map(UUID::version))
        .containsOnly(7);
  }

  private static ChannelListing listed(
      ChannelId id, CommunityId community, String name, Optional<String> topic, boolean archived) {
    return new ChannelListing(id, Optional.of(community), name, topic, archived, Role.OWNER, true);
  }

  @Test
  void whatWasKnownOfAnArchivedChannelsWebhooksIsOutOfDate() {
    user("ann");
    ChannelId channel = admin.addChannel("a", admin.addCommunity("zoo", "ann"), NONE);
    Webhook webhook = Samples.added(stage.webhooks, channel);

    admin.setArchived(channel, true);

    assertThat(stage.webhooks.find(webhook.tokenHash())).contains(webhook.withVersionRaised());
  }

  @Test
  void whoIsNoMemberSeesNothing() {
    user("ann");
    UserId bob = user("bob");
    CommunityId zoo = admin.addCommunity("zoo", "ann");

    assertThat(stage.communities.communitiesOf(bob)).isEmpty();
    assertThat(stage.communities.channelsOf(zoo, bob)).isEmpty();
    assertThat(stage.communities.channelsOf(new CommunityId(UUID.randomUUID()), bob)).isEmpty();
  }

  @Test
  void aNameIsTakenInEveryCase() {
    user("ann");

    assertThatThrownBy(() -> user("ANN"))
        .isInstanceOf(DirectoryException.class)
        .hasMessage("There is a user ANN already");
  }

  @Test
  void aChannelsNameIsTakenInItsCommunityAlone() {
    user("ann");
    CommunityId zoo = admin.addCommunity("zoo", "ann");
    CommunityId other = admin.addCommunity("zoo", "ann");
    admin.addChannel("general", zoo, NONE);

    admin.addChannel("general", other, NONE);
    assertThatThrownBy(() -> admin.addChannel(" general", zoo, NONE))
        .isInstanceOf(DirectoryException.class)
        .hasMessageContaining("already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a/b", "a\0"})
  void aUserNameHasPlainLettersOnly(String name) {
    assertThatThrownBy(() -> user(name))
        .isInstanceOf(DirectoryException.class)
        .hasMessageStartingWith("A user's name must be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\nb",
        "a\0",
        "\uD83D",
        "a\u202Eb",
        "\u00A0",
        "\u200B\u200D",
        "\u0301",
        "\u3164"
      })
  void otherNamesCanBeSeenAndHaveNoControlCharacters(String name) {
    user("ann");
    CommunityId zoo = admin.addCommunity("zoo", "ann");

    assertThatThrownBy(() -> admin.addCommunity(name, "ann"))
        .isInstanceOf(DirectoryException.class);
    assertThatThrownBy(() -> admin.addChannel(name, zoo, NONE))
        .isInstanceOf(DirectoryException.class);
    assertThatThrownBy(() -> admin.addUser("bob", Optional.of(name), "long enough"))
        .isInstanceOf(DirectoryException.class);
  }

  @Test
  void lengthsAreCountedInCharacters() {
    String smile = "\uD83D\uDE00";
    assertThat(user("a".repeat(64))).isNotNull();
    assertThatThrownBy(() -> user("a".repeat(65))).isInstanceOf(DirectoryException.class);
    admin.addUser("ann", Optional.of(smile.repeat(64)), smile.repeat(8));
    CommunityId zoo = admin.addCommunity(smile.repeat(100), "ann");
    admin.addChannel(smile.repeat(100), zoo, Optional.of(smile.repeat(1024)));

    assertThatThrownBy(() -> admin.addUser("b", Optional.of(smile.repeat(65)), "long enough"))
        .hasMessage("A display name must have 1 to 64 characters, but has 65");
    assertThatThrownBy(() -> admin.addUser("b", NONE, smile.repeat(7)))
        .hasMessage("The password must have 8 to 1024 characters, but has 7");
    assertThatThrownBy(() -> admin.addUser("b", NONE, "x".repeat(1025)))
        .hasMessageContaining("but has 1025");
    assertThatThrownBy(() -> admin.addCommunity("x".repeat(101), "ann"))
        .hasMessageContaining("but has 101");
    assertThatThrownBy(() -> admin.addChannel("x", zoo, Optional.of("x".repeat(1025))))
        .hasMessageContaining("but has 1025");
  }

  @Test
  void whatDoesNotExistIsNamed() {
    user("ann");
    CommunityId zoo = admin.addCommunity("zoo", "ann");
    CommunityId none = new CommunityId(UUID.randomUUID());
    ChannelId nowhere = new ChannelId(UUID.randomUUID());

    assertThatThrownBy(() -> admin.addCommunity("x", "bob")).hasMessage("There is no user bob");
    assertThatThrownBy(() -> admin.addChannel("x", none, NONE))
        .hasMessage("There is no community " + none);
    assertThatThrownBy(() -> admin.setArchived(nowhere, true))
        .hasMessage("There is no channel " + nowhere);
    assertThatThrownBy(() -> admin.setMember("ann", none, Role.MEMBER))
        .hasMessage("There is no community " + none);
    assertThatThrownBy(() -> admin.setMember("bob", zoo, Role.MEMBER))
        .hasMessage("There is no user bob");
    user("carl");
    assertThatThrownBy(() -> admin.removeMember("carl", zoo))
        .hasMessage("carl is not a member of the community");
  }

  @Test
  void theLastOwnerStays() {
    UserId ann = user("ann");
    UserId bob = user("bob");
    CommunityId zoo = admin.addCommunity("zoo", "ann");
    ChannelId channel = admin.addChannel("general", zoo, NONE);

    assertThatThrownBy(() -> admin.removeMember("ann", zoo))
        .isInstanceOf(DirectoryException.class)
        .hasMessageContaining("only owner");
    assertThatThrownBy(() -> admin.setMember("ann", zoo, Role.ADMIN))
        .hasMessageContaining("only owner");
    assertThat(role(ann, channel)).contains(Role.OWNER);
    admin.setMember("ann", zoo, Role.OWNER);
    admin.setMember("bob", zoo, Role.OWNER);
    admin.setMember("ann", zoo, Role.MODERATOR);
    assertThat(role(ann, channel)).contains(Role.MODERATOR);
    assertThat(role(bob, channel)).contains(Role.OWNER);
  }

  @Test
  void twoOwnersWhoRemoveEachOtherAtOnceLeaveOne() {
    user("ann");
    user("bob");
    for (int round = 0; round < 10; round++) {
      CommunityId zoo = admin.addCommunity("zoo", "ann");
      admin.setMember("bob", zoo, Role.OWNER);

      long removed =
          Stream.of("ann", "bob")
              .map(
                  name ->
                      CompletableFuture.supplyAsync(
                          () -> isRemoved(name, zoo), task -> new Thread(task).start()))
              .toList()
              .stream()
              .filter(CompletableFuture::join)
              .count();

      assertThat(removed).isEqualTo(1);
    }
  }

  private boolean isRemoved(String name, CommunityId community) {
    try {
      admin.removeMember(name, community);
      return true;
    } catch (DirectoryException refused) {
      return false;
    }
  }

  private UserId user(String name) {
    return admin.addUser(name, NONE, "long enough");
  }

  private Optional<Role> role(UserId user, ChannelId channel) {
    return stage.directory.membership(user, channel).map(Membership::role);
  }
}
