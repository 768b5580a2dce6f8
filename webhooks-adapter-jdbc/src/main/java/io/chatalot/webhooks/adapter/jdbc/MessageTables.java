package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Optional;

/**
 * The tables that hold the messages of a log, with the SQL on them. The methods promise what those
 * of {@link io.chatalot.webhooks.application.driven.MessageLog} promise. Safe for use by many
 * threads.
 */
public interface MessageTables {
  /** The text of messages stands in our own tables. */
  MessageTables OWN = new OwnMessages();

  /**
   * Stores messages with different keys: all or, if it throws, none. Called by one thread at a
   * time.
   *
   * @return the answers in the order of the batch
   */
  List<Appended> append(Database database, List<NewMessage> batch);

  /** Tries everything that {@link #append} needs, and stores nothing. */
  void check(Database database);

  /** Called after messages were stored and their callers answered. Must not block. */
  default void stored(List<Message> messages) {}

  Put put(Database database, KeyedMessage message);

  boolean delete(Database database, ChannelId channel, WebhookId sender, MessageKey key);

  SkippedCall.Outcome skip(Database database, SkippedCall call);

  Optional<Message> find(Database database, ChannelId channel, MessageId message);

  Optional<Message> edit(
      Database database,
      ChannelId channel,
      WebhookId sender,
      MessageId message,
      MessageContent content);

  /**
   * Deletes a message.
   *
   * @param sender the webhook that must have sent the message; empty for any webhook
   */
  boolean delete(
      Database database, ChannelId channel, Optional<WebhookId> sender, MessageId message);

  List<Message> page(Database database, ChannelId channel, MessageRange range);

  List<MessageEvent> events(Database database, ChannelId channel, long after, int limit);
}
