package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page at the width of a phone. */
@ExtendWith(OnThePage.class)
class PhoneIT {
  @Test
  void onAPhoneTheChannelsAreInADrawerAndAWebhookCanBeAdded(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.general();
    Browser browser = owner.browser();
    Phone.use(browser);
    owner.isAt(channel, "owner");
    browser.button("Show channels").click();
    browser.button("Close channels");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Close channels");
    Axe.assertAccessible(browser, "the drawer");
    Phone.assertNothingBeyond(browser, "the drawer");
    owner.presses(Keys.ESCAPE);
    browser.awaitGone("nav");
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Show channels");

    browser.button("Show channels").click();
    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    String url = card.add("Pocket");
    Phone.assertNothingBeyond(browser, "an issued URL");
    card.copyUrl();
    assertThat(owner.clipboard()).isEqualTo(url);
    card.close();
    assertThat(browser.focused().getAccessibleName()).isEqualTo("Settings of general");
    browser.button("Close channels").click();
    browser.awaitGone("nav");
    site.say(url, "Hello, pocket");
    owner.reads().awaitMessage("Hello, pocket");
    Phone.assertNothingBeyond(browser, "a message");

    Channel other = site.addChannel("pocket");
    browser.driver().navigate().refresh();
    browser.button("Show channels").click();
    browser.find("nav a[href='" + other.path().substring(1) + "']").sendKeys(Keys.ENTER);
    browser.await("the other", () -> owner.reads().title().equals("#pocket"));
    browser.awaitGone("nav");
    assertThat(browser.focused().getTagName()).isEqualTo("main");
  }
}
