package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

/** Notifies the other nodes of channels with new events, after the transaction of the event. */
final class NoticeSender {
  private final Gathering<ChannelId> news;

  NoticeSender(
      Database database, UUID node, ScheduledExecutorService scheduler, Background background) {
    news =
        new Gathering<>(
            "notice_sender",
            Integer.MAX_VALUE,
            scheduler,
            background,
            channels -> Notifications.send(database, Notice.NAME, texts(node, channels)));
  }

  private static List<String> texts(UUID node, Set<ChannelId> channels) {
    return Notice.of(node, List.copyOf(channels)).stream().map(Notice::text).toList();
  }

  /** Never throws, since the event is committed even if other nodes do not hear of it. */
  void send(Set<ChannelId> channels) {
    news.add(channels);
  }
}
