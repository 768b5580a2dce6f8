package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Every state of the page is accessible in both themes, and fits a phone. */
@ExtendWith(OnThePage.class)
class EveryStateIT {
  private static final String WORDS = "The database is away. Please call again in a while.";
  private static final String LONGEST = "W".repeat(64);

  @Test
  void signingInIsForEverybody(Site site, Visitor visitor) {
    visitor.visits();
    look(visitor, "signed out");
    visitor.signsIn("owner", "not the password");
    look(visitor, "[role=alert]", "refused");
    visitor.expectsComplaint("/api/auth/login - Failed to load resource");
    visitor.signsIn("owner", Site.PASSWORD);
    visitor.browser().find(".messages");
    visitor.browser().ask("location.hash = '#/channels/00000000-0000-7000-8000-000000000000'");
    look(visitor, ".alone .empty", "does not exist");
  }

  @Test
  void waitingAndFailingIsForEverybodyWhoComes(Site site, Visitor visitor) {
    visitor.visits();
    var detour = new Detour(visitor.browser());
    detour.holds("api/auth/login");
    visitor.signsIn("owner", Site.PASSWORD);
    visitor.browser().button("Signing in…");
    look(visitor, "signing in");
    detour.ends();
    visitor.browser().find(".messages");

    visitor.browser().button("Sign out").click();
    visitor.browser().find("form.sign-in");
    detour.holds("api/communities");
    visitor.signsIn("owner", Site.PASSWORD);
    look(visitor, ".alone .loading", "loading channels");
    detour.ends();
    visitor.browser().find(".messages");

    visitor.browser().button("Sign out").click();
    visitor.browser().find("form.sign-in");
    detour.refuses("api/communities", WORDS);
    visitor.signsIn("owner", Site.PASSWORD);
    lookAtFailure(visitor, ".alone .failure", "channels that can't be had");
    detour.ends();
    visitor.browser().button("Try again").click();
    visitor.browser().find(".messages");
  }

  @Test
  void aUserWithoutACommunitySeesAnExplanation(Site site, Visitor visitor) throws Exception {
    site.addUser("nina");
    visitor.visits();
    visitor.signsIn("nina", Site.PASSWORD);
    look(visitor, ".alone .empty", "in no community");
    site.addCommunity("The one with a name that is longer than a phone is wide", "nina");
    visitor.browser().driver().navigate().refresh();
    look(visitor, ".sidebar section", "a community without channels");
  }

  @Test
  void readingIsForEverybody(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("reading-is-for-everybody-and-so-are-long-names-of-channels");
    reader.isAt(channel, "owner");
    look(reader, ".messages .empty", "an empty channel");
    String url = site.addWebhook(channel, "N".repeat(64));
    String last = "";
    for (String content : Samples.ALL) {
      last = site.say(url, content);
      reader.reads().awaitCount(Samples.ALL.indexOf(content) + 1);
      reader.browser().await("the end", reader.reads()::isAtEnd);
      look(reader, "message " + (Samples.ALL.indexOf(content) + 1));
    }
    site.edit(url, last, Samples.LONG + "Edited");
    look(reader, ".edited", "an edited message");
    reader.browser().button("Show more").click();
    reader.browser().button("Show less");
    look(reader, "a long message unfolded");
    reader.reads().scrollsToStart();
    look(reader, "the start");
    site.say(url, "One more");
    look(reader, ".unseen", "a new message out of sight");
    reader.browser().button("1 new message ↓").click();
    look(reader, ".new", "the mark of new messages");
    site.archive(channel);
    reader.browser().driver().navigate().refresh();
    look(reader, "main .tag", "an archived channel");
    reader.opensSettingsOf(channel).expandWebhooks();
    look(reader, "the settings of an archived channel");
  }

  @Test
  void waitingAndFailingIsForEverybodyWhoReads(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("waiting");
    Channel other = site.addChannel("failing");
    String url = site.addWebhook(channel, "CI");
    for (int i = 1; i <= 60; i++) {
      site.say(url, "Number " + i);
    }
    reader.isAt(site.general(), "owner");
    var detour = new Detour(reader.browser());
    detour.holds("/messages?");
    goTo(reader, channel);
    look(reader, ".channel > .loading", "loading messages");
    detour.ends();
    reader.browser().find(".message");

    detour.holds("&before=");
    reader.reads().scrollsToStart();
    reader.browser().button("Loading older messages…");
    look(reader, "loading older messages");
    detour.refuses("/messages?", WORDS);
    goTo(reader, other);
    lookAtFailure(reader, ".channel > .failure", "messages that can't be had");
    detour.refuses("&before=", WORDS);
    goTo(reader, channel);
    reader.browser().find(".message");
    reader.reads().scrollsToStart();
    lookAtFailure(reader, ".messages .failure", "older messages that can't be had");
    detour.ends();
    reader.browser().button("Try again").click();
    reader.reads().awaitCount(60);

    detour.refuses("/stream", WORDS);
    reader.browser().ask("window.dispatchEvent(new Event('online'))");
    look(reader, ".offline", "no connection");
    detour.ends();
    reader.browser().ask("window.dispatchEvent(new Event('online'))");
    reader.browser().awaitGone(".offline");
  }

  @Test
  void managingIsForEverybody(Site site, Visitor owner) throws Exception {
    Channel channel = site.addChannel("managing");
    owner.isAt(channel, "owner");
    SettingsCard card = owner.opensSettingsOf(channel);
    look(owner, "settings closed");
    card.expandWebhooks();
    look(owner, "no webhooks");
    card.typeName("N".repeat(65));
    look(owner, "a name that is too long");
    card.add(LONGEST);
    look(owner, "an issued URL");
    card.copyUrl();
    look(owner, "a copied URL");
    for (String tool :
        List.of(
            "Slack",
            "Mattermost",
            "Rocket.Chat",
            "Discord",
            "GitHub",
            "Alertmanager",
            "Any JSON")) {
      card.chooseTool(tool);
      look(owner, "an issued URL for " + tool);
    }
    card.chooseTool("Chatalot");
    card.copyExample();
    look(owner, "the example");
    card.sendTest();
    look(owner, "a test that was sent");
    owner.browser().button("Done").click();
    card.toggle(LONGEST, "OFF");
    look(owner, "switched off");
    card.startEditing(LONGEST);
    look(owner, "editing");
    card.save("", "no URL");
    look(owner, ".row [role=alert]", "a refused edit");
    owner.expectsComplaint("Failed to load resource: the server responded with a status of 422");
    owner.presses(Keys.ESCAPE);
    owner.browser().awaitGone("form.edit");
    for (String verb : List.of("Rotate", "Delete")) {
      card.ask(verb, LONGEST);
      look(owner, verb + "?");
      owner.browser().button("Cancel").click();
      owner.browser().awaitGone("dialog[role=alertdialog]");
    }
    card.ask("Rotate", LONGEST);
    card.confirm("Rotate");
    look(owner, ".issued", "a rotated URL");
  }

  @Test
  void waitingAndFailingIsForEverybodyWhoManages(Site site, Visitor owner) throws Exception {
    Channel channel = site.addChannel("managing-in-vain");
    for (String name : List.of("CI", "Deploys", "Alerts", "News", "Weather")) {
      site.addWebhook(channel, name);
    }
    owner.isAt(channel, "owner");
    SettingsCard card = owner.opensSettingsOf(channel);
    var detour = new Detour(owner.browser());
    detour.holds("/webhooks");
    owner.browser().button("Webhooks").click();
    look(owner, "dialog .loading", "loading webhooks");
    detour.ends();
    owner.browser().find(".row");
    look(owner, "some webhooks");
    card.startEditing("Weather");
    look(owner, "editing the last one");
    owner.presses(Keys.ESCAPE);

    detour.refuses("api/webhooks/", WORDS);
    owner.browser().button("CI is active").click();
    lookAtFailure(owner, ".row [role=alert]", "a switch that fails");
    card.ask("Delete", "CI");
    owner.browser().find("dialog .danger").click();
    lookAtFailure(owner, "[role=alertdialog] .error", "a deletion that fails");
    owner.browser().button("Cancel").click();
    owner.browser().awaitGone("[role=alertdialog]");
    detour.refuses("/webhooks", WORDS);
    card.typeName("New");
    owner.browser().button("Add").click();
    lookAtFailure(owner, ".webhooks > .error", "a webhook that can't be added");
    owner.browser().button("Webhooks").click();
    owner.browser().button("Webhooks").click();
    lookAtFailure(owner, "dialog .failure", "webhooks that can't be had");
    detour.ends();
    owner.browser().button("Try again").click();
    owner.browser().find(".row");
  }

  private static void goTo(Visitor visitor, Channel channel) {
    visitor.browser().ask("location.hash = arguments[0]", channel.path().substring(1));
    visitor
        .browser()
        .await(channel.name(), () -> visitor.reads().title().equals("#" + channel.name()));
  }

  /** A failure must be shown with the server's message. */
  private static void lookAtFailure(Visitor visitor, String css, String state) {
    assertThat(visitor.browser().find(css).getText()).as(state).contains(WORDS);
    look(visitor, state);
  }

  /** Waits until the element is visible. */
  private static void look(Visitor visitor, String css, String state) {
    visitor.browser().find(css);
    look(visitor, state);
  }

  private static void look(Visitor visitor, String state) {
    Browser browser = visitor.browser();
    Axe.assertAccessible(browser, state);
    Phone.use(browser);
    Phone.assertNothingBeyond(browser, state);
    browser.useWholeWindow();
  }
}
