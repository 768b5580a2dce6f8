package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static io.chatalot.webhooks.server.chatalot.ChatalotCommunities.NO_COMMUNITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.Communities.ChannelListing;
import io.chatalot.webhooks.adapter.http.host.Communities.Community;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.TestDatabases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatalotCommunitiesTest {
  private static final CommunityId ACME = new CommunityId(id("c1"));
  private static final CommunityId OTHER = new CommunityId(id("c2"));

  private ChatalotCommunities communities;

  @BeforeEach
  void begin() {
    communities = new ChatalotCommunities(new Database(TestDatabases.chatalot().asRole()));
  }

  private static UserId user(String end) {
    return new UserId(id(end));
  }

  private List<String> channels(CommunityId community, String user) {
    return communities.channelsOf(community, user(user)).orElseThrow().stream()
        .map(ChannelListing::name)
        .toList();
  }

  @Test
  void aMemberSeesTheCommunityAndTheChannelsThatTheMemberIsIn() {
    assertThat(communities.communitiesOf(user("6")))
        .containsExactly(new Community(ACME, "Acme", Role.MEMBER));
    assertThat(channels(ACME, "6")).containsExactly("builds", "old", "brief");
    assertThat(communities.channelsOf(ACME, user("6")).orElseThrow().get(0))
        .isEqualTo(
            new ChannelListing(
                new ChannelId(id("a1")),
                Optional.of(ACME),
                "builds",
                Optional.of("CI"),
                false,
                Role.MEMBER,
                true));
  }

  @Test
  void aManagerSeesAChannelWhoseMessagesStayClosed() {
    ChannelListing secret =
        communities.channelsOf(ACME, user("4")).orElseThrow().stream()
            .filter(channel -> channel.name().equals("secret"))
            .findFirst()
            .orElseThrow();

    assertThat(secret.role()).isEqualTo(Role.ADMIN);
    assertThat(secret.reads()).isFalse();
  }

  @Test
  void aMemberInNoChannelSeesTheCommunityWithoutChannels() {
    assertThat(communities.communitiesOf(user("b")))
        .containsExactly(new Community(ACME, "Acme", Role.MEMBER));
    assertThat(channels(ACME, "b")).isEmpty();
  }

  @Test
  void aCommunityOfOthersIsNotThere() {
    assertThat(communities.channelsOf(OTHER, user("6"))).isEmpty();
    assertThat(communities.channelsOf(new CommunityId(id("ee")), user("1"))).isEmpty();
    assertThat(communities.channelsOf(ACME, user("9"))).isEmpty();
    assertThat(communities.channelsOf(ACME, user("8"))).isEmpty();
    assertThat(communities.communitiesOf(user("9"))).isEmpty();
    assertThat(communities.communitiesOf(user("8"))).isEmpty();
  }

  @Test
  void channelsWithoutACommunityAreListedLastUnderNone() {
    assertThat(communities.communitiesOf(user("7")))
        .containsExactly(
            new Community(OTHER, "Other", Role.OWNER),
            new Community(NO_COMMUNITY, "No community", Role.MEMBER));
    assertThat(channels(NO_COMMUNITY, "7")).containsExactly("standalone");
    ChannelListing listed = communities.channelsOf(NO_COMMUNITY, user("7")).orElseThrow().get(0);
    assertThat(listed.communityId()).isEmpty();
    assertThat(listed.role()).isEqualTo(Role.OWNER);
    assertThat(NO_COMMUNITY.value()).hasToString("00000000-0000-0000-0000-000000000000");
    assertThat(communities.channelsOf(NO_COMMUNITY, user("6"))).isEmpty();
  }

  @Test
  void theOwnersOfTheInstanceSeeAllButDirectMessagesAndGalleries() {
    assertThat(communities.communitiesOf(user("1")).stream().map(Community::name))
        .containsExactly("Acme", "Other", "No community");
    assertThat(channels(ACME, "1")).containsExactly("builds", "old", "secret", "brief");
    assertThat(channels(NO_COMMUNITY, "1")).containsExactly("standalone");
  }
}
