package io.chatalot.webhooks.application.contract;

import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;

/** The log under test of a {@link MessageLogContract}. It may hold other tests' messages. */
public interface MessageLogSubject {
  /** The store of the webhooks that send the messages. */
  WebhookStore webhooks();

  /** The log to be tested. */
  MessageLog messages();

  /** The same log on another node; the same object if the log has a single node. */
  MessageLog otherNode();

  /** Makes all messages and keys of the webhook older, as if time had passed. */
  void age(Webhook webhook, Duration by);

  /** A new channel. */
  default ChannelId channel() {
    return Samples.channel();
  }

  /** A new webhook in a channel of its own. */
  default Webhook webhook() {
    return webhookIn(channel());
  }

  /** A new webhook in this channel. */
  default Webhook webhookIn(ChannelId channel) {
    return Samples.added(webhooks(), channel);
  }

  /** A message that is stored. */
  default Message sent(Webhook webhook, String content) {
    NewMessage entry = Samples.plain(webhook, content);
    return messages().append(entry).message().orElseThrow();
  }

  /** The channel's messages, the newest first. */
  default List<Message> newest(ChannelId channel) {
    return messages().page(channel, MessageRange.newest(MessageRange.MAX_LIMIT));
  }
}
