package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class HostNoticesTest {
  private static final ChannelId BUILDS = new ChannelId(id("a1"));

  private final ChatalotHost host = ChatalotHost.create();

  @Test
  void chatalotCanHearOfEachMessage() throws SQLException {
    try (Connection listening = host.asHost().getConnection();
        Statement statement = listening.createStatement();
        HostedNode node = new HostedNode(host, Optional.empty());
        var notices = new HostNotices(node.database, LoggedBackground.create())) {
      statement.execute("LISTEN chatalot_webhooks");
      Webhook webhook = Samples.added(node.webhooks, BUILDS);
      List<Message> sent =
          List.of(
              node.messages.append(Samples.plain(webhook, "a")).message().orElseThrow(),
              node.messages.append(Samples.plain(webhook, "b")).message().orElseThrow());

      notices.accept(sent);

      assertThat(heard(listening.unwrap(PGConnection.class), 2))
          .containsExactlyInAnyOrderElementsOf(
              sent.stream()
                  .map(
                      message ->
                          "{\"channel_id\":\""
                              + BUILDS
                              + "\",\"message_id\":\""
                              + message.id()
                              + "\"}")
                  .toList());
    }
  }

  private static List<String> heard(PGConnection listening, int count) throws SQLException {
    var heard = new ArrayList<String>();
    while (heard.size() < count) {
      PGNotification[] some = listening.getNotifications(10_000);
      assertThat(some).as("after " + heard).isNotEmpty();
      for (PGNotification notice : some) {
        heard.add(notice.getParameter());
      }
    }
    return heard;
  }
}
