package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.Ageing;
import io.chatalot.webhooks.application.contract.MessageLogContract;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The log beside a Chatalot keeps the contract of every log. */
class HostedMessageLogTest implements MessageLogContract {
  private static ChatalotHost host;
  private static HostedNode one;
  private static HostedNode other;

  @BeforeAll
  static void open() {
    host = ChatalotHost.create();
    one = new HostedNode(host, Optional.of(ChatalotHost.id("4")));
    other = new HostedNode(host, Optional.empty());
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  @Override
  public ChannelId channel() {
    var channel = new ChannelId(UUID.randomUUID());
    host.run(
        "INSERT INTO channels (id, name, channel_type) VALUES (?, 'made', 'text')",
        channel.value());
    return channel;
  }

  @Override
  public WebhookStore webhooks() {
    return one.webhooks;
  }

  @Override
  public MessageLog messages() {
    return one.messages;
  }

  @Override
  public MessageLog otherNode() {
    return other.messages;
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    Ageing.age(one.database, webhook, by);
  }
}
