package io.chatalot.webhooks.page;

import io.chatalot.webhooks.page.Site.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two servers on one database: a reader is at one, and callers are at the other. */
@ExtendWith(OnThePage.class)
class TwoNodesIT {
  @Test
  void changesOnAnotherNodeAppearWithoutAReload(Site site, Visitor reader) throws Exception {
    Channel channel = site.addChannel("nodes");
    String url = site.addWebhook(channel, "CI");
    reader.isAt(channel, "owner");
    try (Site other = site.anotherNode()) {
      String first = other.say(url, "Building");
      reader.reads().awaitMessages(List.of("Building"));
      String second = other.say(url, "A mistake");
      reader.reads().awaitMessages(List.of("Building", "A mistake"));
      other.edit(url, first, "Built");
      reader.reads().awaitMessages(List.of("Built", "A mistake"));
      other.delete(url, second);
      reader.reads().awaitMessages(List.of("Built"));
      site.say(url, "From here");
      other.say(url, "From there");
      reader.reads().awaitMessages(List.of("Built", "From here", "From there"));
    }
  }
}
