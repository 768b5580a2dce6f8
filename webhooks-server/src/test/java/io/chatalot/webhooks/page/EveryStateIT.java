package io.chatalot.webhooks.page;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Every state of the page is accessible in both themes, and fits a phone. */
@ExtendWith(OnThePage.class)
class EveryStateIT {
  @Test
  void signingInIsForEverybody(Site site, Visitor visitor) {
    visitor.visits();
    look(visitor, "signed out");
    visitor.signsIn("owner", "not the password");
    visitor.browser().find("[role=alert]");
    visitor.expectsComplaint("/api/auth/login - Failed to load resource");
    look(visitor, "refused");
    visitor.signsIn("owner", Site.PASSWORD);
    visitor.browser().find(".messages");
    visitor.browser().ask("location.hash = '#/channels/00000000-0000-7000-8000-000000000000'");
    visitor.browser().await("no such channel", () -> !visitor.browser().seen(".alone").isEmpty());
    look(visitor, "no such channel");
  }

  @Test
  void readingIsForEverybody(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("reading-is-for-everybody-and-so-are-long-names-of-channels");
    reader.isAt(channel, "owner");
    look(reader, "an empty channel");
    String url = site.addWebhook(channel, "N".repeat(64));
    String first = "";
    for (String content : Samples.ALL) {
      first = site.say(url, content);
    }
    site.edit(url, first, Samples.LONG + "Edited");
    reader.reads().awaitCount(Samples.ALL.size());
    look(reader, "messages");
    reader.browser().button("Show more").click();
    look(reader, "a long message unfolded");
    reader.reads().scrollsToStart();
    site.say(url, "One more");
    reader.browser().button("1 new message ↓");
    look(reader, "a new message out of sight");
  }

  @Test
  void whatFailsIsSaidToEverybody(Site site, Visitor reader) throws Exception {
    Channel channel = site.general();
    reader.isAt(channel, "owner");
    block(reader, "*/api/channels/*");
    SettingsCard card = reader.opensSettingsOf(channel);
    reader.browser().button("Webhooks").click();
    reader.browser().find("dialog .failure");
    look(reader, "webhooks that can't be had");
    block(reader);
    reader.browser().button("Try again").click();
    reader.browser().find("input[name=name]");
    card.close();
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
    card.add("W".repeat(64));
    look(owner, "an issued URL");
    card.copyExample();
    look(owner, "the example");
    owner.browser().button("Done").click();
    card.toggle("W".repeat(64), "OFF");
    look(owner, "switched off");
    card.startEditing("W".repeat(64));
    look(owner, "editing");
    card.save("", "no URL");
    owner.browser().find(".row [role=alert]");
    owner.expectsComplaint("Failed to load resource: the server responded with a status of 422");
    look(owner, "a refused edit");
    owner.presses(Keys.ESCAPE);
    owner.browser().awaitGone("form.edit");
    for (String verb : List.of("Rotate", "Delete")) {
      card.ask(verb, "W".repeat(64));
      look(owner, verb + "?");
      owner.browser().button("Cancel").click();
      owner.browser().awaitGone("dialog[role=alertdialog]");
    }
  }

  private static void block(Visitor visitor, String... urls) {
    visitor.browser().driver().executeCdpCommand("Network.enable", Map.of());
    visitor
        .browser()
        .driver()
        .executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(urls)));
  }

  private static void look(Visitor visitor, String state) {
    Browser browser = visitor.browser();
    Axe.assertAccessible(browser, state);
    Phone.use(browser);
    Phone.assertNothingBeyond(browser, state);
    browser.useWholeWindow();
  }
}
