package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.MessageTables;
import io.chatalot.webhooks.adapter.jdbc.append.CallKeys;
import io.chatalot.webhooks.adapter.jdbc.append.PutStatement;
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
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Messages in a live Chatalot: the text in its table {@code messages}, the place in ours.
 *
 * <p>Chatalot must not suffer from our locks. So a transaction that touches its tables waits {@link
 * HostLocks at most 400 ms} for a lock, gives up and is tried again, and runs one statement on
 * them.
 */
public final class HostedMessages implements MessageTables {
  private final HostedAppend append;
  private final PutStatement put;
  private final CallKeys calls;
  private final Consumer<List<Message>> notices;

  /**
   * @param sender the account that Chatalot shows as the sender of messages, if any
   * @param notices is given stored messages, to tell Chatalot of them; must not block
   */
  public HostedMessages(Optional<UUID> sender, Consumer<List<Message>> notices) {
    this(sender, notices, System::nanoTime);
  }

  /** As above, with a clock as {@link System#nanoTime}. */
  HostedMessages(Optional<UUID> sender, Consumer<List<Message>> notices, LongSupplier nanoTime) {
    append = new HostedAppend(sender, nanoTime);
    put =
        new PutStatement(HostedText.of(sender), HostedText.FIRST_USES, new HostedChanges.Editor());
    calls = new CallKeys(HostedText.of(sender));
    this.notices = notices;
  }

  /** For one thread at a time. */
  @Override
  public List<Appended> append(Database database, List<NewMessage> batch) {
    return append.execute(database, batch);
  }

  @Override
  public void check(Database database) {
    append.check(database.trying(1));
  }

  @Override
  public void stored(List<Message> messages) {
    notices.accept(messages);
  }

  @Override
  public Put put(Database database, KeyedMessage message) {
    return HostedAppend.withParents(
        () ->
            HostLocks.inTransaction(
                database.trying(HostLocks.TRIES), handle -> put.execute(handle, message)));
  }

  @Override
  public boolean delete(Database database, ChannelId channel, WebhookId sender, MessageKey key) {
    return HostLocks.inTransaction(
        database.trying(HostLocks.TRIES),
        handle ->
            PutStatement.release(handle, channel, sender, key)
                .filter(id -> HostedChanges.delete(handle, channel, Optional.of(sender), id))
                .isPresent());
  }

  @Override
  public SkippedCall.Outcome skip(Database database, SkippedCall call) {
    return HostLocks.inTransaction(
        database.trying(HostLocks.TRIES), handle -> calls.skip(handle, call));
  }

  @Override
  public Optional<Message> find(Database database, ChannelId channel, MessageId message) {
    return database
        .trying(HostLocks.TRIES)
        .call(handle -> HostedQueries.find(handle, channel, message));
  }

  @Override
  public Optional<Message> edit(
      Database database,
      ChannelId channel,
      WebhookId sender,
      MessageId message,
      MessageContent content) {
    return HostLocks.inTransaction(
        database.trying(HostLocks.TRIES),
        handle -> HostedChanges.edit(handle, channel, sender, message, content));
  }

  @Override
  public boolean delete(
      Database database, ChannelId channel, Optional<WebhookId> sender, MessageId message) {
    return HostLocks.inTransaction(
        database.trying(HostLocks.TRIES),
        handle -> HostedChanges.delete(handle, channel, sender, message));
  }

  @Override
  public List<Message> page(Database database, ChannelId channel, MessageRange range) {
    return database
        .trying(HostLocks.TRIES)
        .call(handle -> HostedQueries.page(handle, channel, range));
  }

  @Override
  public List<MessageEvent> events(Database database, ChannelId channel, long after, int limit) {
    return database
        .trying(HostLocks.TRIES)
        .call(handle -> HostedQueries.events(handle, channel, after, limit));
  }
}
