package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the API description, behind a proxy that strips a prefix. */
@ExtendWith(AtChatalot.class)
class DescriptionIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api-webhooks/ api/docs",
        "/api-webhooks/ api/docs/",
        "/elsewhere/ api/docs",
        "/elsewhere/ api/docs/"
      })
  void aCallThatAReaderTriesReachesTheServerUnderThePrefix(
      String prefixAndPage, ChatalotSite place, ChatalotUser user) {
    String prefix = prefixAndPage.split(" ")[0];
    String page = prefixAndPage.split(" ")[1];
    Browser browser = user.browser();

    user.visits(prefix + page + "#/Operating/live");
    browser.find("#operations-Operating-live .try-out__btn").click();
    browser.find("#operations-Operating-live .execute").click();

    assertThat(browser.find("#operations-Operating-live .request-url").getText())
        .contains(place.address() + prefix + "health/live");
    assertThat(browser.find("#operations-Operating-live .live-responses-table").getText())
        .contains("200", "\"status\": \"ok\"");
  }
}
