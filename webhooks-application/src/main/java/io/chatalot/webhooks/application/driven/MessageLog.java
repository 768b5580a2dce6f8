package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.application.driven.NewMessage.Once;
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
 * Stores the messages of all channels, and the history of each channel as one order of events.
 *
 * <p>Events of a channel have the order of their commits: once a reader has read up to a position,
 * no event ever appears at or before it. A log may forget old messages with all their events, the
 * oldest messages of a channel first.
 *
 * <p>The log sets all times, to the millisecond and by one clock for all nodes. Unless that clock
 * is set back, the times of a channel have the order of its messages.
 */
public interface MessageLog {
  /**
   * Stores a message, sets its time, and blocks until the message is durable.
   *
   * @return the outcome with the stored message
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if too many
   *     messages wait or the store is away; only in the latter case may the message be stored
   *     nevertheless
   */
  Appended append(NewMessage message);

  /**
   * Stores a message under its key, or gives its content to the message that has the key already,
   * and blocks until that is durable. Of calls that race, on any nodes, one stores a message. A key
   * is free if it was not used for {@link MessageKey#LIFETIME}, if its message is deleted or
   * forgotten, or if its subject {@linkplain KeyedMessage#ends() ended} and the content does not
   * end it again. Name and avatar of a message stay as they were stored.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the store is
   *     away; then the content may be stored nevertheless
   */
  Put put(KeyedMessage message);

  /**
   * Remembers a call that sends nothing, and blocks until that is durable.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the store is
   *     away; then the call may be remembered nevertheless
   */
  SkippedCall.Outcome skip(SkippedCall call);

  /** The first use of a call's key; empty if the key is new. */
  Optional<FirstUse> firstUse(ChannelId channel, WebhookId webhook, Once once);

  /**
   * Deletes the message that has the key, as an event of its channel, and forgets the key.
   *
   * @return false if no message of the channel has the key
   */
  boolean delete(ChannelId channel, WebhookId sender, MessageKey key);

  /** A message of the channel that is not deleted. */
  Optional<Message> find(ChannelId channel, MessageId message);

  /**
   * Replaces the content of a message, as an event of its channel, and sets the time of the edit.
   *
   * @param sender the webhook that must have sent the message
   * @return the message after the edit; empty if the channel has no such message of the sender, or
   *     the message is deleted
   */
  Optional<Message> edit(
      ChannelId channel, WebhookId sender, MessageId message, MessageContent content);

  /**
   * Deletes a message, as an event of its channel. Its id stays valid for {@link #page}.
   *
   * @param sender the webhook that must have sent the message
   * @return false if the channel has no such message of the sender, or the message is deleted
   *     already
   */
  boolean delete(ChannelId channel, WebhookId sender, MessageId message);

  /**
   * Deletes a message of any webhook, as an event of its channel. Its id stays valid for {@link
   * #page}.
   *
   * @return false if the channel has no such message, or the message is deleted already
   */
  boolean delete(ChannelId channel, MessageId message);

  /**
   * Messages that are not deleted, the newest first.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if {@code before} or
   *     {@code after} was never a message of the channel, or is too old to be kept
   */
  List<Message> page(ChannelId channel, MessageRange range);

  /** The position of the channel's latest event; 0 if the channel never had an event. */
  long latestPosition(ChannelId channel);

  /**
   * The events after a position, in order.
   *
   * @param limit the most events, at least 1
   * @return empty only if there is no event after the position
   */
  List<MessageEvent> events(ChannelId channel, long after, int limit);

  /**
   * Calls {@code wake} soon after each event of the channel on any node, and sometimes without an
   * event. Any thread may call it, so it must not block.
   */
  Subscription subscribe(ChannelId channel, Runnable wake);

  /** Ends the calls of {@link #subscribe}. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
