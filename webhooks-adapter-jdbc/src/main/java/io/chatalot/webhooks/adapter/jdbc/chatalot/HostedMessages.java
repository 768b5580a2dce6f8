package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.MessageTables;
import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Messages in a live Chatalot: the text in its table {@code messages}, the place in ours.
 *
 * <p>Chatalot must not suffer from our locks. So a transaction that touches its tables waits {@link
 * HostLocks at most 400 ms} for a lock, gives up and is tried again, and runs one statement on
 * them.
 */
public final class HostedMessages implements MessageTables {
  /** Each try that fails found another channel or account deleted meanwhile. */
  private static final int TRIES_WITHOUT_PARENT = 5;

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final Append append;
  private final Consumer<List<Message>> notices;

  /**
   * @param sender the account that Chatalot shows as the sender of messages, if any
   * @param notices is given stored messages, to tell Chatalot of them; must not block
   */
  public HostedMessages(Optional<UUID> sender, Consumer<List<Message>> notices) {
    append = new Append(HostedText.of(sender), HostedText.FIRST_USES);
    this.notices = notices;
  }

  /** Chatalot may delete a channel or the sender's account while the batch waits. */
  @Override
  public List<Appended> append(Database database, List<NewMessage> batch) {
    Database patient = database.trying(HostLocks.TRIES);
    return withParents(() -> append.execute(patient, batch));
  }

  private static <T> T withParents(Supplier<T> work) {
    for (int left = TRIES_WITHOUT_PARENT - 1; left > 0; left--) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!isWithoutParent(e)) {
          throw e;
        }
      }
    }
    return work.get();
  }

  private static boolean isWithoutParent(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void check(Database database) {
    append.check(database);
  }

  @Override
  public void stored(List<Message> messages) {
    notices.accept(messages);
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
