package io.chatalot.webhooks.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.page.Site.Channel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another program of the user holds all the streams that the user may have. */
@ExtendWith(OnThePage.class)
class TooManyStreamsIT {
  private static final int SESSIONS = 2;
  private static final int STREAMS_EACH = 50;

  @Test
  void thePageShowsMessagesAndFollowsOnceOtherStreamsAreClosed(Site site, Visitor reader)
      throws Exception {
    Channel channel = site.addChannel("crowded");
    String url = site.addWebhook(channel, "CI");
    site.addMember("hoarder");
    site.say(url, "Before");
    int others = site.openStreams();
    List<Socket> streams = new ArrayList<>();
    try {
      for (int session = 0; session < SESSIONS; session++) {
        String token = site.sessionOf("hoarder");
        for (int i = 0; i < STREAMS_EACH; i++) {
          streams.add(follow(site, channel, token));
        }
      }
      reader.isAt(channel, "hoarder");
      reader.reads().awaitMessages(List.of("Before"));
      assertThat(reader.browser().find(".offline").getText()).startsWith("Too many streams");
      Axe.assertAccessible(reader.browser(), "too many streams");
    } finally {
      for (Socket stream : streams) {
        stream.close();
      }
    }
    var all = new ArrayList<>(List.of("Before"));
    // The server learns that a client is gone when it writes to it.
    while (site.openStreams() >= others + streams.size()) {
      all.add("After " + all.size());
      site.say(url, all.get(all.size() - 1));
    }

    reader.reads().awaitMessages(all);
    reader.browser().awaitGone(".offline");
    reader.expectsLostConnection();
  }

  private static Socket follow(Site site, Channel channel, String token) throws IOException {
    var stream = new Socket("127.0.0.1", site.port());
    String request =
        String.format(
            Locale.ROOT,
            "GET /api/channels/%s/messages/stream HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Authorization: Bearer %s\r\n\r\n",
            channel.id(),
            token);
    stream.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(stream.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200");
    return stream;
  }
}
