package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server stops and comes back. */
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

  @Test
  void aScrolledUpReaderKeepsTheirPlaceAndGetsAllEventsAfterAnOutage(Site site, Visitor reader)
      throws Exception {
    Channel channel = site.addChannel("outages");
    String url = site.addWebhook(channel, "Counter");
    List<String> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 120; i++) {
      all.add("Number " + i);
      ids.add(site.say(url, "Number " + i));
    }
    reader.isAt(channel, "owner");
    reader.reads().markPage();
    reader.reads().awaitMessages(all.subList(70, 120));
    reader.reads().scrollsToStart();
    reader.reads().awaitMessages(all.subList(20, 120));
    reader.reads().scrollsTo("Number 50");
    double before = reader.reads().topOf("Number 50");

    try (Site other = site.anotherNode()) {
      site.restart(
          () -> {
            try (var outOfOrder = new OutOfOrder(site.port())) {
              reader.browser().find(".offline");
              reader.browser().await("two attempts", () -> outOfOrder.refused() >= 2);
              change(other, url, all, ids);
            }
          });
    }

    reader.reads().awaitMessages(all.subList(20, all.size()));
    reader.browser().awaitGone(".offline");
    assertThat(reader.reads().topOf("Number 50")).isBetween(before - 2, before + 2);
    reader.browser().button("70 new messages ↓").click();
    reader.browser().await("the end", reader.reads()::isAtEnd);
    all.add("The last");
    site.say(url, "The last");
    reader.reads().awaitMessages(all.subList(20, all.size()));
    assertThat(reader.reads().isSamePage()).isTrue();
    reader.expectsLostConnection();
  }

  /** Sends more than a page, and edits and deletes a shown message above and below. */
  private static void change(Site site, String url, List<String> all, List<String> ids)
      throws Exception {
    for (int edited : List.of(29, 89)) {
      site.edit(url, ids.get(edited), "Changed");
      all.set(edited, "Changed");
    }
    for (int i = 121; i <= 190; i++) {
      all.add("Number " + i);
      site.say(url, "Number " + i);
    }
    site.delete(url, site.say(url, "Gone before it was seen"));
    for (int deleted : List.of(99, 34)) {
      site.delete(url, ids.get(deleted));
      all.remove(deleted);
    }
  }
}
