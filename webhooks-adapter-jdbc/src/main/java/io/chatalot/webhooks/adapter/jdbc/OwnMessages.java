package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.append.CallKeys;
import io.chatalot.webhooks.adapter.jdbc.append.FirstUses;
import io.chatalot.webhooks.adapter.jdbc.append.PutStatement;
import io.chatalot.webhooks.adapter.jdbc.append.TextStorage;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageChanges;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
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
import org.jdbi.v3.core.Handle;

/** Messages in {@code webhooks.message}, text included. */
final class OwnMessages implements MessageTables {
  private static final CallKeys CALLS = new CallKeys(TextStorage.OWN);

  private static final PutStatement PUT =
      new PutStatement(TextStorage.OWN, FirstUses.OWN, new InOwnTables());

  @Override
  public List<Appended> append(Database database, List<NewMessage> batch) {
    return Append.OWN.execute(database, batch);
  }

  @Override
  public void check(Database database) {
    Append.OWN.check(database);
  }

  @Override
  public Put put(Database database, KeyedMessage message) {
    return database.inTransaction(handle -> PUT.execute(handle, message));
  }

  @Override
  public boolean delete(Database database, ChannelId channel, WebhookId sender, MessageKey key) {
    return database.inTransaction(
        handle ->
            PutStatement.release(handle, channel, sender, key)
                .filter(id -> MessageChanges.delete(handle, channel, Optional.of(sender), id))
                .isPresent());
  }

  @Override
  public SkippedCall.Outcome skip(Database database, SkippedCall call) {
    return database.inTransaction(handle -> CALLS.skip(handle, call));
  }

  @Override
  public Optional<Message> find(Database database, ChannelId channel, MessageId message) {
    return database.call(handle -> MessageQueries.find(handle, channel, message));
  }

  @Override
  public Optional<Message> edit(
      Database database,
      ChannelId channel,
      WebhookId sender,
      MessageId message,
      MessageContent content) {
    return database.call(handle -> MessageChanges.edit(handle, channel, sender, message, content));
  }

  @Override
  public boolean delete(
      Database database, ChannelId channel, Optional<WebhookId> sender, MessageId message) {
    return database.call(handle -> MessageChanges.delete(handle, channel, sender, message));
  }

  @Override
  public List<Message> page(Database database, ChannelId channel, MessageRange range) {
    return database.call(handle -> MessageQueries.page(handle, channel, range));
  }

  @Override
  public List<MessageEvent> events(Database database, ChannelId channel, long after, int limit) {
    return database.call(handle -> MessageQueries.events(handle, channel, after, limit));
  }

  private static final class InOwnTables implements PutStatement.Editor {
    @Override
    public Optional<Message> find(Handle handle, ChannelId channel, MessageId message) {
      return MessageQueries.find(handle, channel, message);
    }

    @Override
    public Optional<Message> edit(
        Handle handle,
        ChannelId channel,
        WebhookId sender,
        MessageId message,
        MessageContent content) {
      return MessageChanges.edit(handle, channel, sender, message, content);
    }
  }
}
