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

/** What a {@link MessageLogContract} is tried on. It may hold other tests' messages. */
public interface MessageLogSubject {
  /** Where the webhooks are that the messages come from. */
  WebhookStore webhooks();

  /** The log to be tested. */
  MessageLog messages();

  /** The same log as seen from another node; the same object if there can only be one. */
  MessageLog otherNode();

  /** Makes all the messages and keys of the webhook older, as if that much time had passed. */
  void age(Webhook webhook, Duration by);

  /** A new webhook in a channel of its own. */
  default Webhook webhook() {
    return webhookIn(Samples.channel());
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
