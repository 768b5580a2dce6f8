package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of a user who may not manage webhooks. */
@ExtendWith(OnThePage.class)
class MemberIT {
  @Test
  void aMemberReadsMessagesAndSeesNoTraceOfWebhooks(Site site, Visitor member) throws Exception {
    Channel channel = site.addChannel("announcements");
    site.addMember("mia");
    String url = site.addWebhook(channel, "News");
    site.say(url, "The first");
    member.visits();
    member.signsIn("mia", Site.PASSWORD);
    member.browser().find("nav a[href='" + channel.path().substring(1) + "']").click();
    member.reads().awaitMessage("The first");

    site.say(url, "The second, live");
    member.reads().awaitMessage("The second, live");
    assertThat(member.browser().seen("nav li button")).isEmpty();
    member.rightClick(channel);
    member.presses(org.openqa.selenium.Keys.ESCAPE);
    assertThat(member.browser().seen("dialog")).isEmpty();
    assertThat(member.browser().driver().getPageSource())
        .doesNotContain("Channel Settings", "/webhooks");

    member.browser().button("Sign out").click();
    member.browser().find("form.sign-in");
    assertThat(member.browser().focused().getDomAttribute("name")).isEqualTo("username");
  }
}
