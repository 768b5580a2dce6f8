package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages appear, change and vanish on the open page. */
@ExtendWith(OnThePage.class)
class LiveIT {
  @Test
  void anEditedMessageChangesAndADeletedOneGoesWithoutAReload(Site site, Visitor reader)
      throws Exception {
    Channel channel = site.addChannel("live");
    String url = site.addWebhook(channel, "CI");
    reader.isAt(channel, "owner");
    reader.reads().markPage();
    String first = site.say(url, "Building");
    reader.reads().awaitMessages(List.of("Building"));
    String second = site.say(url, "A mistake");
    reader.reads().awaitMessages(List.of("Building", "A mistake"));
    assertThat(reader.reads().spoken()).isEqualTo("CI: A mistake");
    site.edit(url, first, "Built");
    reader.reads().awaitMessages(List.of("Built", "A mistake"));
    assertThat(reader.reads().message("Built").getText()).contains("(edited)");
    site.delete(url, second);
    reader.reads().awaitMessages(List.of("Built"));
    assertThat(reader.reads().isSamePage()).isTrue();
  }

  @Test
  void olderMessagesComeWhileScrollingUpAndNewOnesAreMarked(Site site, Visitor reader)
      throws Exception {
    Channel channel = site.addChannel("long");
    String url = site.addWebhook(channel, "Counter");
    List<String> all = IntStream.rangeClosed(1, 120).mapToObj(i -> "Number " + i).toList();
    for (String content : all) {
      site.say(url, content);
    }
    reader.isAt(channel, "owner");
    reader.reads().awaitMessages(all.subList(70, 120));
    reader.browser().await("the end", reader.reads()::isAtEnd);

    reader.browser().ask("document.querySelector('.messages').scrollTop = 150");
    double before = reader.reads().topOf("Number 71");
    reader.reads().awaitMessages(all.subList(20, 120));
    assertThat(reader.reads().topOf("Number 71")).isBetween(before - 2, before + 2);

    reader.reads().scrollsToStart();
    reader.reads().awaitMessages(all);
    assertThat(reader.browser().seen(".older")).isEmpty();

    site.say(url, "Number 121");
    assertThat(reader.browser().button("1 new message ↓").isDisplayed()).isTrue();
    site.say(url, "Number 122");
    assertThat(reader.reads().isAtEnd()).isFalse();
    reader.browser().button("2 new messages ↓").click();
    reader.browser().await("the end", reader.reads()::isAtEnd);
    reader.browser().awaitGone(".unseen");
    site.say(url, "Number 123");
    reader.reads().awaitMessage("Number 123");
    reader.browser().await("the end", reader.reads()::isAtEnd);
    reader.reads().awaitCount(123);
  }

  @Test
  void aPageThatStaysAtTheEndKeepsOnlyTheNewestMessages(Site site, Visitor reader)
      throws Exception {
    Channel channel = site.addChannel("busy");
    String url = site.addWebhook(channel, "Counter");
    reader.isAt(channel, "owner");
    List<String> all = IntStream.rangeClosed(1, 450).mapToObj(i -> "Number " + i).toList();
    for (String content : all) {
      site.say(url, content);
    }
    reader.reads().awaitMessage("Number 450");
    assertThat(reader.reads().contents()).hasSizeLessThanOrEqualTo(400);
    reader
        .browser()
        .await(
            "all that is older",
            () -> {
              reader.reads().scrollsToStart();
              return reader.reads().contents().equals(all);
            });
  }
}
