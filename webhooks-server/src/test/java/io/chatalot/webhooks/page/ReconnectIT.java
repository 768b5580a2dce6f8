package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server goes away and comes back. */
@ExtendWith(OnThePage.class)
class ReconnectIT {
  @Test
  void aRestartLosesNothingAndShowsNothingTwice(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("restarts");
    String url = site.addWebhook(channel, "CI");
    var all = new ArrayList<>(List.of("Before 1", "Before 2"));
    for (String content : all) {
      site.say(url, content);
    }
    reader.isAt(channel, "owner");
    reader.reads().markPage();
    reader.reads().awaitMessages(all);
    site.restart(
        () -> {
          reader.browser().find(".offline");
          Axe.assertAccessible(reader.browser(), "no connection");
        });
    for (int i = 1; i <= 5; i++) {
      all.add("After " + i);
      site.say(url, "After " + i);
    }
    reader.reads().awaitMessages(all);
    reader.browser().awaitGone(".offline");
    all.add("The last");
    site.say(url, "The last");
    reader.reads().awaitMessages(all);
    assertThat(reader.reads().isSamePage()).isTrue();
    reader.expectsLostConnection();
  }
}
