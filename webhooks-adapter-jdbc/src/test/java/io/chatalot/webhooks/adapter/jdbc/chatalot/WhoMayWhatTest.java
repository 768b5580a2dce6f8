package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotPlaces.ChannelPlace;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotPlaces.CommunityPlace;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each user of the sample rows may do in each channel, as the restricted role reads it. */
class WhoMayWhatTest {
  private static final List<String> USERS =
      List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "ee");
  private static final List<String> CHANNELS =
      List.of("a1", "a2", "a3", "a4", "a5", "a6", "a7", "ff");

  /** A user in a row, a channel in a column: the role, with a plus if the user reads there. */
  private static final String TABLE =
      """
      user           | a1         | a2      | a3     | a4     | a5 | a6 | a7
      1 iowner       | owner      | owner   | owner  | owner  | -  | -  | owner
      2 iadmin       | owner      | owner   | owner  | owner  | -  | -  | owner
      3 owner        | owner+     | owner+  | owner  | -      | -  | -  | owner+
      4 admin        | admin+     | admin+  | admin  | -      | -  | -  | admin+
      5 moderator    | moderator+ | -       | -      | -      | -  | -  | -
      6 member       | member+    | member+ | -      | -      | -  | -  | member+
      7 outsider     | -          | -       | -      | owner+ | -  | -  | -
      8 suspended    | -          | -       | -      | -      | -  | -  | -
      9 banned       | -          | -       | -      | -      | -  | -  | -
      a groupowner   | -          | -       | owner+ | -      | -  | -  | -
      b newbie       | -          | -       | -      | -      | -  | -  | -
      ee nobody      | -          | -       | -      | -      | -  | -  | -
      """;

  private ChatalotHost host;
  private HikariDataSource pool;
  private ChatalotDirectory directory;
  private ChatalotPlaces places;

  @BeforeEach
  void begin() {
    host = ChatalotHost.create();
    pool = TestPostgres.pool(host.asRole(), 2);
    var database = new Database(pool);
    directory = new ChatalotDirectory(database);
    places = new ChatalotPlaces(database);
  }

  @AfterEach
  void end() {
    pool.close();
  }

  private static UserId user(String end) {
    return new UserId(id(end));
  }

  private static ChannelId channel(String end) {
    return new ChannelId(id(end));
  }

  private static CommunityId community(String end) {
    return new CommunityId(id(end));
  }

  /** As in the table. */
  private String may(String user, String channel) {
    return directory
        .membership(user(user), channel(channel))
        .map(WhoMayWhatTest::shown)
        .orElse("-");
  }

  private static String shown(Membership membership) {
    return membership.role().name().toLowerCase(Locale.ROOT) + (membership.reads() ? "+" : "");
  }

  /** Everything that is listed for the user. */
  private List<ChannelPlace> listed(UserId user) {
    return Stream.concat(
            places.communities(user).stream()
                .flatMap(place -> places.channels(place.id(), user).stream()),
            places.channelsByThemselves(user).stream())
        .toList();
  }

  /** The list, the check of one user and the check of many agree for each user and channel. */
  private void everyAnswerAgrees() {
    for (String user : USERS) {
      var expected = new HashSet<String>();
      for (String channel : CHANNELS) {
        String may = may(user, channel);
        if (!may.equals("-")) {
          expected.add(channel + " " + may);
        }
      }
      assertThat(listed(user(user)).stream().map(WhoMayWhatTest::shown))
          .as("user %s", user)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    Set<UserId> all = USERS.stream().map(WhoMayWhatTest::user).collect(Collectors.toSet());
    for (String channel : CHANNELS) {
      assertThat(directory.readers(all, channel(channel)))
          .as("channel %s", channel)
          .isEqualTo(
              all.stream()
                  .filter(
                      user ->
                          directory
                              .membership(user, channel(channel))
                              .filter(Membership::reads)
                              .isPresent())
                  .collect(Collectors.toSet()));
    }
  }

  private static String shown(ChannelPlace place) {
    String text = place.id().toString();
    return text.substring(text.length() - 2)
        + " "
        + place.role().name().toLowerCase(Locale.ROOT)
        + (place.reads() ? "+" : "");
  }

  @Test
  void eachUserMayInEachChannelAsTheTableSays() {
    String actual =
        TABLE
            .lines()
            .map(
                line -> {
                  String[] cells = line.split("\\|");
                  if (line.startsWith("user")) {
                    return line;
                  }
                  String user = cells[0].strip().split(" ")[0];
                  var row = new StringBuilder(cells[0]);
                  for (int i = 1; i < cells.length; i++) {
                    String may = may(user, CHANNELS.get(i - 1));
                    boolean last = i == cells.length - 1;
                    int width = cells[i].length() - 2;
                    row.append("| ")
                        .append(last ? may : String.format(Locale.ROOT, "%-" + width + "s ", may));
                  }
                  return row.toString();
                })
            .collect(Collectors.joining("\n", "", "\n"));

    assertThat(actual).isEqualTo(TABLE);
    everyAnswerAgrees();
  }

  @Test
  void anOlderReleaseWithoutGalleriesGetsTheSameAnswers() {
    host.run("DELETE FROM channels WHERE channel_type = 'gallery'");
    host.run(
        """
        ALTER TABLE channels ALTER COLUMN channel_type TYPE text;
        DROP TYPE channel_type;
        CREATE TYPE channel_type AS ENUM ('text', 'voice', 'dm');
        ALTER TABLE channels ALTER COLUMN channel_type TYPE channel_type
          USING CAST(channel_type AS channel_type);
        """);

    eachUserMayInEachChannelAsTheTableSays();
    assertThat(directory.channel(channel("a1"))).contains(new Channel(channel("a1"), false));
    assertThat(directory.channel(channel("a5"))).isEmpty();
    assertThat(directory.channels(Set.of(channel("a1"), channel("a5"), channel("a6"))))
        .containsOnlyKeys(channel("a1"));
  }

  @Test
  void directMessagesAndGalleriesAreNoChannels() {
    assertThat(directory.channel(channel("a5"))).isEmpty();
    assertThat(directory.channel(channel("a6"))).isEmpty();
    assertThat(directory.channels(Set.of(channel("a2"), channel("a5"), channel("a6"))))
        .containsOnlyKeys(channel("a2"))
        .containsValue(new Channel(channel("a2"), true));
  }

  @ParameterizedTest
  @CsvSource({"3", "4", "5", "6"})
  void aBanFromTheCommunityHidesItsChannels(String user) {
    host.run(
        "INSERT INTO community_bans (community_id, user_id) VALUES (?, ?)", id("c1"), id(user));

    assertThat(CHANNELS).allMatch(channel -> may(user, channel).equals("-"));
    assertThat(places.communities(user(user))).isEmpty();
    everyAnswerAgrees();
  }

  @ParameterizedTest
  @CsvSource({"3, owner+", "4, admin+", "5, -", "6, member+"})
  void aBanFromAChannelHidesThatChannelAlone(String user, String elsewhere) {
    host.run("INSERT INTO channel_bans (channel_id, user_id) VALUES (?, ?)", id("a1"), id(user));

    assertThat(may(user, "a1")).isEqualTo("-");
    assertThat(may(user, "a7")).isEqualTo(elsewhere);
    everyAnswerAgrees();
  }

  @Test
  void aBanFromAChannelByItselfHidesIt() {
    host.run("INSERT INTO channel_bans (channel_id, user_id) VALUES (?, ?)", id("a4"), id("7"));

    assertThat(may("7", "a4")).isEqualTo("-");
    everyAnswerAgrees();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void noBanHoldsForTheOwnersAndAdminsOfTheInstance(String user) {
    host.run(
        "INSERT INTO community_bans (community_id, user_id) VALUES (?, ?)", id("c1"), id(user));
    host.run("INSERT INTO channel_bans (channel_id, user_id) VALUES (?, ?)", id("a1"), id(user));

    assertThat(may(user, "a1")).isEqualTo("owner");
    everyAnswerAgrees();
  }

  @Test
  void theOwnersOfTheInstanceReadTheChannelsThatTheyAreIn() {
    host.run("INSERT INTO channel_members (channel_id, user_id) VALUES (?, ?)", id("a3"), id("1"));

    assertThat(may("1", "a3")).isEqualTo("owner+");
    assertThat(may("1", "a1")).isEqualTo("owner");
    everyAnswerAgrees();
  }

  @Test
  void theOwnerAndTheAssignedMemberOfAGroupOwnItsChannels() {
    host.run("UPDATE groups SET assigned_member_id = ? WHERE id = ?", id("b"), id("e2"));

    assertThat(may("a", "a3")).isEqualTo("owner+");
    assertThat(may("b", "a3")).isEqualTo("owner");
    assertThat(may("b", "a1")).isEqualTo("-");
    everyAnswerAgrees();
  }

  @Test
  void theOwnerOfAGroupWhoLeftTheCommunityIsAStranger() {
    host.run("DELETE FROM community_members WHERE user_id = ?", id("a"));

    assertThat(may("a", "a3")).isEqualTo("-");
    everyAnswerAgrees();
  }

  @ParameterizedTest
  @CsvSource({"owner, owner+", "admin, admin+", "moderator, moderator+", "emperor, member+"})
  void aRoleOfTheChannelAloneCountsThere(String role, String may) {
    host.run(
        "UPDATE channel_members SET role = ? WHERE channel_id = ? AND user_id = ?",
        role,
        id("a1"),
        id("6"));

    assertThat(may("6", "a1")).isEqualTo(may);
    assertThat(may("6", "a7")).isEqualTo("member+");
    everyAnswerAgrees();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "6", "7"})
  void aSuspendedUserHasNothing(String user) {
    host.run("UPDATE users SET suspended_at = now() WHERE id = ?", id(user));

    assertThat(CHANNELS).allMatch(channel -> may(user, channel).equals("-"));
    assertThat(places.communities(user(user))).isEmpty();
    everyAnswerAgrees();
  }

  @Test
  void aMemberWhoLeftTheChannelReadsItNoMore() {
    host.run("DELETE FROM channel_members WHERE user_id IN (?, ?)", id("4"), id("6"));

    assertThat(may("4", "a1")).isEqualTo("admin");
    assertThat(may("6", "a1")).isEqualTo("-");
    everyAnswerAgrees();
  }

  @Test
  void theListHasWhatThePageShows() {
    assertThat(places.communities(user("4")))
        .containsExactly(new CommunityPlace(community("c1"), "Acme", Role.ADMIN));
    assertThat(places.communities(user("2")).stream().map(CommunityPlace::name))
        .containsExactly("Acme", "Other");
    assertThat(places.communities(user("ee"))).isEmpty();
    assertThat(places.community(community("c1"), user("4")))
        .contains(new CommunityPlace(community("c1"), "Acme", Role.ADMIN));
    assertThat(places.community(community("c2"), user("4"))).isEmpty();
    assertThat(places.community(community("ee"), user("1"))).isEmpty();
    assertThat(places.channels(community("c1"), user("6")).get(0))
        .isEqualTo(
            new ChannelPlace(
                channel("a1"),
                Optional.of(community("c1")),
                "builds",
                Optional.of("CI"),
                false,
                Role.MEMBER,
                true));
    assertThat(places.channels(community("c1"), user("6")).stream().map(ChannelPlace::archived))
        .containsExactly(false, true, false);
    assertThat(places.channels(community("c2"), user("6"))).isEmpty();
    assertThat(places.channelsByThemselves(user("7")))
        .singleElement()
        .satisfies(place -> assertThat(place.community()).isEmpty())
        .satisfies(place -> assertThat(place.topic()).isEmpty());
  }

  @Test
  void aChannelWithoutANameIsListed() {
    host.run("UPDATE channels SET name = NULL WHERE id = ?", id("a4"));

    assertThat(places.channelsByThemselves(user("7")))
        .singleElement()
        .returns("unnamed", ChannelPlace::name);
  }
}
