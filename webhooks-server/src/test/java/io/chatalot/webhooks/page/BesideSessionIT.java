package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.ChatalotStandIn.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session of Chatalot's client, as our page uses and renews it. */
@ExtendWith(AtChatalot.class)
class BesideSessionIT {
  /** Beyond the leeway of a minute. */
  private static final Duration EXPIRED = Duration.ofMinutes(-2);

  /** The leeway is over in 6 s. */
  private static final Duration NEARLY_EXPIRED = Duration.ofSeconds(-54);

  private static final String COUNT_LOSSES =
      """
      window.losses = 0;
      new MutationObserver(() => (window.losses += document.querySelectorAll(".offline").length))
        .observe(document.body, { childList: true, subtree: true });
      """;

  private static final Tokens NONE = new Tokens(null, null);

  @Test
  void twoTabsRenewAnExpiredTokenOnceAndKeepBothTokens(ChatalotSite place, ChatalotUser user)
      throws Exception {
    String chatalot = user.opensChatalot();
    user.client("logIn('owner')");
    String first = user.opensTab();
    user.visits(ChatalotSite.PAGE);
    user.browser().find(".messages");
    String second = user.opensTab();
    user.visits(ChatalotSite.PAGE);
    user.browser().find(".messages");
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    for (String tab : List.of(first, second)) {
      user.goesTo(tab);
      user.beginsCall();
    }
    for (String tab : List.of(first, second)) {
      user.goesTo(tab);
      assertThat(user.awaitsCall()).isEqualTo("owner");
    }
    assertThat(place.chatalot().spent()).containsExactly(expired.refresh());
    assertThat(user.kept().access()).isNotEqualTo(expired.access());
    assertThat(user.kept().refresh()).isNotEqualTo(expired.refresh());

    user.goesTo(chatalot);
    user.browser()
        .await("both tokens", () -> changes(user).endsWith("refresh_token,chatalot_access_token"));
    user.client("renew()");
    assertThat(place.chatalot().spent()).hasSize(2);
    user.goesTo(first);
    user.browser().ask("window.dispatchEvent(new Event('online'))");
    String url = place.addWebhook(ChatalotSite.BUILDS, "Tabs");
    place.say(url, "With new tokens");
    for (String tab : List.of(first, second)) {
      user.goesTo(tab);
      user.reads().awaitMessage("With new tokens");
    }
  }

  private static String changes(ChatalotUser user) {
    return (String) user.browser().ask("return changed.join()");
  }

  @Test
  void theFirstLoadRenewsAnExpiredToken(ChatalotSite place, ChatalotUser user) {
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    user.visits(ChatalotSite.PAGE);
    user.browser().find(".messages");
    assertThat(place.chatalot().spent()).containsExactly(expired.refresh());
  }

  @Test
  void aTokenThatExpiresLeavesNoGapInTheMessages(ChatalotSite place, ChatalotUser user)
      throws Exception {
    String url = place.addWebhook(ChatalotSite.BUILDS, "Clock");
    Tokens brief = place.chatalot().begin("owner", NEARLY_EXPIRED);
    user.keeps(brief);
    user.visits(ChatalotSite.PAGE);
    user.browser().find(".messages");
    user.browser().ask(COUNT_LOSSES);
    user.browser().await("the end of the token", () -> place.refuses(brief));
    place.say(url, "After the end");
    user.reads().awaitMessage("After the end");
    assertThat(place.chatalot().spent()).containsExactly(brief.refresh());
    assertThat(user.browser().ask("return window.losses")).isEqualTo(0L);
  }

  @Test
  void aTokenThatChatalotsClientRenewsInTimeIsTaken(ChatalotSite place, ChatalotUser user) {
    user.isAtPage("owner");
    String page = user.tab();
    user.opensChatalot();
    String chatalot = user.tab();
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    user.goesTo(page);
    user.beginsCall();
    user.goesTo(chatalot);
    user.client("renew()");
    Tokens renewed = user.kept();
    user.goesTo(page);
    assertThat(user.awaitsCall()).isEqualTo("owner");
    assertThat(place.chatalot().spent()).containsExactly(expired.refresh());
    assertThat(user.kept()).isEqualTo(renewed);
  }

  @Test
  void aRefusedRenewalEndsTheSessionOfThePageAlone(ChatalotSite place, ChatalotUser user) {
    Tokens over = place.chatalot().begin("owner", EXPIRED);
    place.chatalot().revoke(over);
    user.keeps(over);
    user.visits(ChatalotSite.PAGE);
    user.awaitsLogIn("Your session at Chatalot has ended.");
    assertThat(user.kept()).isEqualTo(over);
    user.visits(ChatalotSite.PAGE);
    user.awaitsLogIn("Your session at Chatalot has ended.");
    assertThat(place.chatalot().spent()).containsExactly(over.refresh());

    String page = user.tab();
    user.opensChatalot();
    user.client("logIn('owner')");
    user.goesTo(page);
    user.browser().find(".messages");
  }

  @Test
  void theLogOutInAnotherTabClearsThePageAtOnce(ChatalotSite place, ChatalotUser user)
      throws Exception {
    String url = place.addWebhook(ChatalotSite.BUILDS, "CI");
    place.say(url, "For the eyes of members");
    user.isAtPage("owner");
    user.reads().awaitMessage("For the eyes of members");
    user.opensSettingsOf("builds").expandWebhooks().add("Secret");
    String page = user.tab();
    String chatalot = user.opensChatalot();
    user.client("logOut()");
    user.goesTo(page);
    user.awaitsLogIn("Your session at Chatalot has ended.");
    assertThat(user.text()).doesNotContain("For the eyes of members", "/execute/", "builds");
    assertThat(user.browser().driver().getTitle()).isEqualTo("Chatalot");
    user.looksAt("a session that ended");
    assertThat(place.chatalot().spent()).isEmpty();

    user.goesTo(chatalot);
    user.client("logIn('owner')");
    user.goesTo(page);
    user.reads().awaitMessage("For the eyes of members");
    assertThat(user.browser().seen("dialog")).isEmpty();
  }

  @Test
  void anotherUsersLogInReplacesTheContent(ChatalotSite place, ChatalotUser user) {
    user.isAtPage("owner");
    user.browser().button("Settings of builds");
    String page = user.tab();
    user.opensChatalot();
    user.client("logIn('member')");
    user.goesTo(page);
    user.browser().await("the member", () -> user.text().contains("Member"));
    assertThat(user.browser().seen("nav li button")).isEmpty();
  }

  @Test
  void aCallOfOneUserIsNotRepeatedAsAnother(ChatalotSite place, ChatalotUser user) {
    user.isAtPage("owner");
    String page = user.tab();
    String chatalot = user.opensChatalot();
    user.keeps(place.chatalot().begin("owner", EXPIRED));
    user.goesTo(page);
    user.beginsCall();
    user.goesTo(chatalot);
    user.client("logIn('member')");
    user.goesTo(page);
    assertThat(user.awaitsCall()).isEqualTo("The session has ended.");
    user.browser().await("the member", () -> user.text().contains("Member"));
    assertThat(place.chatalot().spent()).isEmpty();
  }

  @Test
  void aLogOutDuringTheRenewalIsNotUndone(ChatalotSite place, ChatalotUser user) throws Exception {
    user.isAtPage("owner");
    String page = user.tab();
    String chatalot = user.opensChatalot();
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    var release = new CountDownLatch(1);
    place.chatalot().hold(release);
    user.goesTo(page);
    user.beginsCall();
    user.browser().await("the renewal", () -> place.chatalot().spent().contains(expired.refresh()));
    user.goesTo(chatalot);
    user.client("logOut()");
    release.countDown();
    user.goesTo(page);
    assertThat(user.awaitsCall()).isEqualTo("The session has ended.");
    user.awaitsLogIn("Your session at Chatalot has ended.");
    assertThat(user.kept()).isEqualTo(NONE);
  }

  @Test
  void whileChatalotIsAwayItsSessionGoesOn(ChatalotSite place, ChatalotUser user) {
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    place.chatalot().setAway(true);
    try {
      user.visits(ChatalotSite.PAGE);
      assertThat(user.browser().find(".alone .failure").getText())
          .contains("Cannot reach the server.");
      assertThat(user.kept()).isEqualTo(expired);
    } finally {
      place.chatalot().setAway(false);
    }
    user.browser().button("Try again").click();
    user.browser().find(".messages");
    assertThat(user.kept().refresh()).isNotEqualTo(expired.refresh());
  }

  @Test
  void aNewTokenThatTheServerRefusesIsNotRenewedAgain(ChatalotSite place, ChatalotUser user) {
    user.keeps(place.chatalot().begin("suspended"));
    user.visits(ChatalotSite.PAGE);
    user.awaitsLogIn("Your session at Chatalot has ended.");
    assertThat(place.chatalot().spent()).hasSize(1);
    user.beginsCall();
    assertThat(user.awaitsCall()).isEqualTo("The session has ended.");
    assertThat(place.chatalot().spent()).hasSize(1);
  }

  @Test
  void withoutLocksThePageLeavesTheRenewalToChatalot(ChatalotSite place, ChatalotUser user) {
    Tokens expired = place.chatalot().begin("owner", EXPIRED);
    user.keeps(expired);
    Runnable restore =
        user.runsFirst("Object.defineProperty(navigator, 'locks', { value: undefined })");
    try {
      user.visits(ChatalotSite.PAGE);
      user.awaitsLogIn("Your session at Chatalot has ended.");
      assertThat(place.chatalot().spent()).isEmpty();
      assertThat(user.kept()).isEqualTo(expired);
    } finally {
      restore.run();
    }
  }
}
