package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An owner manages webhooks. */
@ExtendWith(OnThePage.class)
class OwnerIT {
  @Test
  void anOwnerSignsInAddsAWebhookCopiesItsUrlAndSeesWhatIsPostedThere(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.addChannel("builds");
    owner.visits();
    owner.signsIn("owner", "not the password");
    assertThat(owner.browser().find("[role=alert]").getText())
        .isEqualTo("The username or the password is wrong.");
    owner.expectsComplaint("/api/auth/login - Failed to load resource: the server responded");
    owner.signsIn("owner", Site.PASSWORD);
    owner.browser().find("nav a[href='" + channel.path().substring(1) + "']").click();
    owner.reads().markPage();
    assertThat(owner.browser().find(".empty").getText())
        .startsWith("No messages in this channel yet");

    owner.rightClicksOn(channel).close();
    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    String url = card.add("CI");
    assertThat(url).matches(site.address() + "/api/webhooks/execute/[A-Za-z0-9_-]{64}");
    assertThat(owner.browser().find(".issued").getText()).contains("will not be shown again");
    card.copyUrl();
    assertThat(owner.clipboard()).isEqualTo(url);
    card.copyExample();
    assertThat(owner.clipboard()).startsWith("curl -X POST").contains(url);

    assertThat(site.statusOf(owner.clipboard().lines().toList().get(1).strip().split(" ")[0]))
        .isEqualTo(200);
    owner.reads().awaitMessage("Is anybody there?");
    card.sendTest();
    owner.reads().awaitMessage("Hello from CI!");
    owner.browser().await("two uses", () -> card.usageOf("CI").startsWith("2 messages, last "));
    assertThat(owner.reads().names()).containsOnly("CI");
    assertThat(owner.reads().message("Hello from CI!").getText()).contains("Webhook");
    assertThat(owner.reads().isSamePage()).isTrue();

    card.close();
    SettingsCard again = owner.opensSettingsOf(channel).expandWebhooks();
    assertThat(again.row("CI").isDisplayed()).isTrue();
    assertThat(again.showsUrl()).isFalse();
    assertThat(owner.browser().driver().getPageSource()).doesNotContain(url);
  }

  @Test
  void theUrlIsOfferedInEachToolsForm(Site site, Visitor owner) throws Exception {
    Channel channel = site.addChannel("tools");
    owner.isAt(channel, "owner");
    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    String url = card.add("Tools");
    String token = url.substring(url.lastIndexOf('/') + 1);
    String id = site.webhookId(channel);

    assertThat(card.chooseTool("Slack")).isEqualTo(url + "/slack");
    assertThat(card.hint()).contains("Slack");
    assertThat(card.chooseTool("Mattermost")).isEqualTo(site.address() + "/hooks/" + token);
    assertThat(card.chooseTool("Rocket.Chat"))
        .isEqualTo(site.address() + "/hooks/" + id + "/" + token);
    assertThat(card.chooseTool("Discord"))
        .isEqualTo(site.address() + "/api/webhooks/" + id + "/" + token);
    assertThat(card.chooseTool("GitHub")).isEqualTo(url + "/github");
    String alertmanager = card.chooseTool("Alertmanager");
    assertThat(alertmanager).isEqualTo(url + "/alertmanager");
    assertThat(card.hint()).contains("webhook_configs");
    card.copyUrl();
    assertThat(owner.clipboard()).isEqualTo(alertmanager);
    assertThat(
            site.call(owner.clipboard(), "{\"ruleName\":\"Disk full\",\"state\":\"alerting\"}")
                .statusCode())
        .isEqualTo(200);
    owner.reads().awaitMessage("🔥 Disk full is alerting");

    assertThat(card.chooseTool("Chatalot")).isEqualTo(url);
    owner.browser().button("Done").click();
    owner.browser().awaitGone(".issued");
    assertThat(owner.browser().driver().getPageSource()).doesNotContain(token);
  }

  @Test
  void theUrlIsGoneAfterLeavingThePageAndComingBack(Site site, Visitor owner) throws Exception {
    Channel channel = site.addChannel("leaving");
    owner.isAt(channel, "owner");
    String url = owner.opensSettingsOf(channel).expandWebhooks().add("CI");
    owner.browser().driver().get("about:blank");
    owner.browser().driver().navigate().back();
    owner.browser().find(".messages");
    assertThat(owner.browser().driver().getPageSource()).doesNotContain(url);
    assertThat(owner.browser().seen("dialog")).isEmpty();
  }

  @Test
  void theNameFieldCountsNearItsLimitAndTheServersErrorIsShown(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.general();
    owner.isAt(channel, "owner");
    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    assertThat(card.mayAdd()).isFalse();
    card.typeName("a".repeat(49));
    assertThat(card.counter()).isEmpty();
    card.typeName("\u00e9".repeat(64));
    assertThat(card.counter()).isEqualTo("64 of 64 characters");
    assertThat(card.mayAdd()).isTrue();
    card.typeName("a".repeat(65));
    assertThat(card.counter()).isEqualTo("65 of 64 characters");
    assertThat(card.mayAdd()).isFalse();

    card.typeName("   ");
    owner.browser().button("Add").click();
    assertThat(owner.browser().find("dialog [role=alert]").getText()).isNotBlank();
    owner.expectsComplaint(
        "/webhooks - Failed to load resource: the server responded with a status of 422");
  }

  @Test
  void aWebhookIsSwitchedOffAndOnRenamedRotatedAndDeleted(Site site, Visitor owner)
      throws Exception {
    Channel channel = site.addChannel("deploys");
    String url = site.addWebhook(channel, "Deploy");
    owner.isAt(channel, "owner");
    SettingsCard card = owner.opensSettingsOf(channel).expandWebhooks();
    assertThat(card.usageOf("Deploy")).isEqualTo("Never used");
    card.toggle("Deploy", "OFF");
    assertThat(site.statusOf(url)).isEqualTo(404);
    card.toggle("Deploy", "ON");
    assertThat(site.statusOf(url)).isEqualTo(200);

    card.startEditing("Deploy");
    card.save("Shipping", site.address() + "/page/icon.svg");
    card.row("Shipping");
    assertThat(owner.browser().focused().getAccessibleName()).isEqualTo("Edit Shipping");
    assertThat(owner.browser().find(".row img.avatar").getDomAttribute("src"))
        .isEqualTo(site.address() + "/page/icon.svg");

    assertThat(card.ask("Rotate", "Shipping")).contains("404");
    card.confirm("Rotate");
    String rotated = card.issuedUrl();
    assertThat(owner.browser().focused().getAccessibleName()).isEqualTo("URL of Shipping");
    assertThat(rotated).isNotEqualTo(url);
    assertThat(site.statusOf(url)).isEqualTo(404);
    assertThat(site.statusOf(rotated)).isEqualTo(200);
    owner.browser().button("Done").click();
    owner.browser().awaitGone(".issued");
    assertThat(owner.browser().focused().getAccessibleName()).isEqualTo("Name of a new webhook");

    assertThat(card.ask("Delete", "Shipping")).contains("stops working for good");
    owner.browser().button("Cancel").click();
    owner.browser().awaitGone("dialog[role=alertdialog]");
    assertThat(owner.browser().focused().getAccessibleName()).isEqualTo("Delete Shipping");
    card.ask("Delete", "Shipping");
    card.confirm("Delete");
    owner.browser().awaitGone(".row");
    assertThat(owner.browser().focused().getAccessibleName()).isEqualTo("Name of a new webhook");
    assertThat(site.statusOf(rotated)).isEqualTo(404);
  }
}
