package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session ends while the page is open. */
@ExtendWith(OnThePage.class)
class SessionEndIT {
  @Test
  void anEndedSessionLeadsToSigningInAndBackToTheSameChannel(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.general();
    owner.isAt(channel, "owner");
    var detour = new Detour(owner.browser());
    detour.holds("/stream");
    owner.signsOutElsewhere();
    owner.opensSettingsOf(channel);
    owner.browser().button("Webhooks").click();
    owner.browser().find("form.sign-in");
    owner.expectsComplaint(
        "/webhooks - Failed to load resource: the server responded with a status of 401");
    assertThat(owner.browser().seen("dialog")).isEmpty();
    detour.ends();

    owner.signsIn("owner", Site.PASSWORD);
    owner.browser().find(".messages");
    assertThat(owner.reads().title()).isEqualTo("#general");
  }

  @Test
  void aReaderIsLedToSigningInAsSoonAsTheStreamIsRefused(Site site, Visitor reader)
      throws Exception {
    reader.isAt(site.general(), "owner");
    reader.signsOutElsewhere();
    reader.browser().ask("window.dispatchEvent(new Event('online'))");
    reader.browser().find("form.sign-in");
    reader.expectsComplaint(
        "/messages/stream - Failed to load resource: the server responded with a status of 401");
  }
}
