package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page by keyboard alone. */
@ExtendWith(OnThePage.class)
class KeyboardIT {
  private static final String BEHIND =
      "const e = document.activeElement; return e !== document.body && !e.closest('dialog')";

  @Test
  void theKeyboardAloneSignsInAddsAWebhookAndCopiesItsUrl(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.general();
    Browser browser = owner.browser();
    owner.visits();
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Username");
    owner.presses("owner", Keys.TAB, Site.PASSWORD, Keys.ENTER);
    browser.find(".messages");
    owner.tabsTo(channel.name());
    owner.presses(Keys.ENTER);
    browser.await("keys", () -> owner.reads().title().equals("#" + channel.name()));
    owner.tabsTo("Settings of " + channel.name());
    owner.presses(Keys.ENTER);
    var card = new SettingsCard(browser);
    for (int i = 0; i < 6; i++) {
      owner.presses(Keys.TAB);
      assertThat(browser.ask(BEHIND)).isEqualTo(false);
    }
    owner.tabsTo("Webhooks");
    owner.presses(Keys.SPACE);
    browser.find("input[name=name]");
    owner.tabsTo("Name of a new webhook");
    owner.presses("Typed", Keys.ENTER);
    String url = card.issuedUrl();
    assertThat(browser.focused().getAccessibleName()).isEqualTo("URL of Typed");
    owner.tabsTo("Click to copy URL");
    owner.presses(Keys.ENTER);
    browser.button("Copied!");
    assertThat(owner.clipboard()).isEqualTo(url);
    owner.tabsTo("Chatalot");
    owner.presses(Keys.ARROW_DOWN, Keys.TAB);
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Click to copy URL");
    owner.presses(Keys.ENTER);
    browser.button("Copied!");
    assertThat(owner.clipboard()).isEqualTo(url + "/slack");

    owner.tabsTo("Delete Typed");
    owner.presses(Keys.ENTER);
    browser.find("dialog[role=alertdialog]");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Cancel");
    owner.presses(Keys.ESCAPE);
    browser.awaitGone("dialog[role=alertdialog]");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Delete Typed");
    owner.presses(Keys.ESCAPE);
    browser.awaitGone("dialog");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Settings of " + channel.name());

    owner.presses(Keys.ENTER);
    browser.find("dialog");
    owner.presses(Keys.ESCAPE);
    browser.awaitGone("dialog");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Settings of " + channel.name());
  }

  @Test
  void aRemovedElementPassesItsFocusOn(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("focus");
    String url = site.addWebhook(channel, "CI");
    for (int i = 1; i <= 60; i++) {
      site.say(url, "Number " + i);
    }
    reader.isAt(channel, "owner");
    Browser browser = reader.browser();
    reader.reads().awaitCount(50);
    var detour = new Detour(browser);
    detour.refuses("&before=", "Not now.");
    browser.button("Older messages").sendKeys(Keys.ENTER);
    browser.find(".messages .failure");
    assertThat(browser.focused().getAccessibleName()).isIn("Try again", "Messages");
    detour.ends();
    browser.button("Try again").sendKeys(Keys.ENTER);
    reader.reads().awaitCount(60);
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Messages");

    reader.reads().scrollsToStart();
    site.say(url, "One more");
    browser.button("1 new message ↓").sendKeys(Keys.ENTER);
    browser.awaitGone(".unseen");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Messages");

    String last = site.say(url, "[A link](https://example.com/)");
    reader.reads().awaitMessage("A link");
    browser.ask("document.querySelector('.content a').focus()");
    site.delete(url, last);
    reader.reads().awaitCount(61);
    browser.await("the list", () -> browser.focused().getAccessibleName().equals("Messages"));
  }
}
