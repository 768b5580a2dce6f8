package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page beside a Chatalot, behind a proxy that strips the prefix. */
@ExtendWith(AtChatalot.class)
class BesideChatalotIT {
  @Test
  void anOwnerOfAChannelAddsAWebhookAndSeesItsMessageLive(ChatalotSite place, ChatalotUser user)
      throws Exception {
    user.client("logIn('owner')");
    user.visits("/webhooks");
    user.browser().await("the channel", () -> user.reads().title().equals("#builds"));
    assertThat(user.browser().driver().getCurrentUrl())
        .startsWith(place.address() + ChatalotSite.PAGE);
    user.looksAt("beside a Chatalot");
    SettingsCard card = user.opensSettingsOf("builds").expandWebhooks();
    String url = card.add("CI");
    assertThat(url).startsWith(place.address() + "/api/webhooks/execute/");
    place.say(url, "Build **#142** passed");
    user.reads().awaitMessage("Build #142 passed");
    card.sendTest();
    user.reads().awaitMessage("Hello from CI!");
    user.looksAt("an issued URL beside a Chatalot");
    card.close();
    user.looksAt("messages beside a Chatalot");
  }

  @Test
  void logInAndLogOutAreLeftToChatalot(ChatalotSite place, ChatalotUser user) {
    user.visits("/api-webhooks");
    user.awaitsLogIn("You are not logged in to Chatalot.");
    assertThat(user.browser().driver().getCurrentUrl())
        .isEqualTo(place.address() + ChatalotSite.PAGE);
    assertThat(user.browser().seen("input")).isEmpty();
    user.looksAt("not logged in to Chatalot");
    user.visitsChatalot();
    user.isAtPage("owner");
    assertThat(user.text()).contains("Owner", "Back to Chatalot").doesNotContain("Sign out");
    Phone.use(user.browser());
    user.browser().button("Show channels").click();
    Phone.assertNothingBeyond(user.browser(), "the drawer beside a Chatalot");
    user.browser().useWholeWindow();
    user.browser().find("nav a[href='/']").click();
    user.browser().await("Chatalot", () -> user.text().contains("Stand-in for Chatalot"));
  }

  @Test
  void theCallsHaveTheAccessTokenAndNoCookie(ChatalotSite place, ChatalotUser user)
      throws Exception {
    int before = place.calls().size();
    user.browser().ask("document.cookie = 'chatalot_session=of-another; path=/'");
    user.isAtPage("owner");
    SettingsCard card = user.opensSettingsOf("builds").expandWebhooks();
    card.add("Cookies");
    // nginx logs a stream when it ends.
    user.visitsChatalot();
    user.browser()
        .await(
            "the end of the stream",
            () -> callsOfPage(place, before).anyMatch(call -> call.contains("/messages/stream")));

    assertThat(callsOfPage(place, before))
        .anyMatch(call -> call.startsWith("POST "))
        .allMatch(call -> call.contains(" Bearer ey") && call.endsWith("|-"));
  }

  private static Stream<String> callsOfPage(ChatalotSite place, int before) {
    try {
      return place.calls().stream()
          .skip(before)
          .filter(call -> call.contains(ChatalotSite.PAGE + "api/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aManagerWhoIsNotInTheChannelSeesItsWebhooksInPlaceOfItsMessages(
      ChatalotSite place, ChatalotUser user) {
    user.isAtPage("owner");
    user.browser().find("nav a[href$='00a3']").click();
    user.browser().find(".notice");
    assertThat(user.reads().title()).isEqualTo("#secret");
    assertThat(user.text()).contains("Only members of this channel read its messages.");
    user.looksAt("a channel that others read");
    user.browser().button("Channel settings").click();
    SettingsCard card = new SettingsCard(user.browser()).expandWebhooks();
    card.add("Unread");
    assertThat(card.names()).contains("Unread");
    card.close();
    assertThat(user.browser().focused().getText()).isEqualTo("Channel settings");
  }

  @Test
  void aMemberReadsAndSeesNoTraceOfWebhooks(ChatalotSite place, ChatalotUser user)
      throws Exception {
    String url = place.addWebhook(ChatalotSite.BUILDS, "News");
    user.isAtPage("member");
    place.say(url, "To all members");
    user.reads().awaitMessage("To all members");
    assertThat(user.browser().seen("nav li button")).isEmpty();
    user.looksAt("a member beside a Chatalot");
  }

  @Test
  void anAdminOfTheInstanceManagesChannelsWithoutACommunityToo(
      ChatalotSite place, ChatalotUser user) {
    user.isAtPage("iadmin");
    assertThat(user.browser().find("nav").getText()).containsIgnoringCase("No community");
    user.browser().button("Settings of standalone");
    user.looksAt("an admin of the instance");
  }
}
