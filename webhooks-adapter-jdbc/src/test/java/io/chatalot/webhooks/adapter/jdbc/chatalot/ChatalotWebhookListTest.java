package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.Ageing;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatalotWebhookListTest {
  private final ChatalotHost host = ChatalotHost.create();
  private final HostedNode node = new HostedNode(host, Optional.empty());
  private final ChatalotWebhookList list = new ChatalotWebhookList(node.database);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void theWebhooksOfAllChannelsComeNewestFirst() {
    var added = new ArrayList<WebhookId>();
    for (String channel : List.of("a1", "a4", "a3", "a1", "a2")) {
      Webhook webhook = Samples.added(node.webhooks, new ChannelId(id(channel)));
      Ageing.age(node.database, webhook, Duration.ofMinutes(added.size()));
      added.add(webhook.id());
    }

    assertThat(ids(list.page(1, 2))).isEqualTo(added.subList(0, 2));
    assertThat(ids(list.page(2, 2))).isEqualTo(added.subList(2, 4));
    assertThat(ids(list.page(3, 2))).isEqualTo(added.subList(4, 5));
    assertThat(list.page(4, 2)).isEmpty();
    assertThat(list.page(Integer.MAX_VALUE, 100)).isEmpty();
    assertThat(list.total()).isEqualTo(5);
  }

  private static List<WebhookId> ids(List<Webhook> webhooks) {
    return webhooks.stream().map(Webhook::id).toList();
  }
}
