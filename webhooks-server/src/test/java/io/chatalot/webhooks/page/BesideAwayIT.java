package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Our server is away, and a proxy or Chatalot's service worker answers in its place. */
@ExtendWith(AtChatalot.class)
class BesideAwayIT {
  private static final String AWAY = "Cannot reach the server.";

  /** A service worker that keeps everything would repeat the last stream. */
  private static final String FORGET_STREAMS =
      """
      return caches.open("kept").then(async (cache) => {
        for (const request of await cache.keys()) {
          if (request.url.endsWith("/stream")) {
            await cache.delete(request);
          }
        }
      });
      """;

  @ParameterizedTest
  @ValueSource(strings = {ChatalotSite.PAGE, ChatalotSite.ELSEWHERE})
  void thePageSaysSoAndTakesNoneOfItsCallsForDone(
      String prefix, ChatalotSite place, ChatalotUser user) throws Exception {
    user.client("logIn('owner')");
    user.visits(prefix);
    user.browser().find(".messages");
    SettingsCard card = user.opensSettingsOf("builds").expandWebhooks();
    List<String> before = card.names();
    card.add("Kept");
    place.whileAway(
        () -> {
          user.browser().button("Send test").click();
          user.browser()
              .await("the test", () -> user.browser().find(".issued .note").getText().equals(AWAY));
          user.browser().button("Done").click();
          user.browser().ask(FORGET_STREAMS);
          user.browser().find(".offline");
          tries(user, card);
        });
    user.browser().awaitGone(".offline");
    user.visits(prefix);
    SettingsCard again = user.opensSettingsOf("builds").expandWebhooks();
    assertThat(again.names()).containsExactlyElementsOf(with(before, "Kept"));
    again.toggle("Kept", "OFF");
    again.ask("Delete", "Kept");
    again.confirm("Delete");
  }

  private static void tries(ChatalotUser user, SettingsCard card) {
    Browser browser = user.browser();
    card.typeName("Lost");
    browser.button("Add").click();
    refused(browser, ".webhooks > .error");
    assertThat(card.showsUrl()).isFalse();
    browser.button("Kept is active").click();
    refused(browser, ".row .error");
    assertThat(browser.button("Kept is active").getText()).isEqualTo("ON");
    user.looksAt("calls while the server is away");
    card.startEditing("Kept");
    card.save("Renamed", "");
    refused(browser, ".row .error");
    browser.find("form.edit input").sendKeys(Keys.ESCAPE);
    for (String verb : List.of("Rotate", "Delete")) {
      card.ask(verb, "Kept");
      browser.find("dialog[role=alertdialog] .danger").click();
      refused(browser, "dialog[role=alertdialog] .error");
      browser.button("Cancel").click();
      browser.awaitGone("dialog[role=alertdialog]");
    }
    assertThat(card.showsUrl()).isFalse();
    assertThat(card.names()).contains("Kept").doesNotContain("Lost", "Renamed");
  }

  private static void refused(Browser browser, String css) {
    assertThat(browser.find(css).getText()).isEqualTo(AWAY);
  }

  private static List<String> with(List<String> names, String name) {
    var all = new java.util.ArrayList<>(names);
    all.add(name);
    return all;
  }
}
