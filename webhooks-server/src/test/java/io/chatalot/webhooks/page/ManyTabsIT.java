package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** More tabs than the browser's six connections to a server. */
@ExtendWith(OnThePage.class)
class ManyTabsIT {
  private static final int TABS = 8;

  @Test
  void moreTabsThanConnectionsAllShowWhatIsSent(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("tabs");
    String url = site.addWebhook(channel, "CI");
    site.say(url, "Before");
    reader.isAt(channel, "owner");
    ChromeDriver driver = reader.browser().driver();
    String first = driver.getWindowHandle();
    try {
      for (int i = 1; i < TABS; i++) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(site.address() + channel.path());
        reader.reads().awaitMessages(List.of("Before"));
      }
      site.say(url, "After");
      for (String tab : driver.getWindowHandles()) {
        driver.switchTo().window(tab);
        reader.reads().awaitMessages(List.of("Before", "After"));
        assertThat(reader.browser().seen(".offline")).isEmpty();
      }
    } finally {
      for (String tab : driver.getWindowHandles()) {
        if (!tab.equals(first)) {
          driver.switchTo().window(tab).close();
        }
      }
      driver.switchTo().window(first);
    }
  }
}
