package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The messages of all channels, and each channel's history as one order of events.
 *
 * <p>The order of a channel is the order of commits: whoever has read up to a position will never
 * find an event at or before it that was not there at the time. A log may forget messages that are
 * old, with all their events, the oldest of a channel first.
 *
 * <p>All times are the log's: it has one clock, however many nodes use it, and sets times to the
 * millisecond. As long as that clock is not set back, a channel's times are in the order of its
 * messages.
 */
public interface MessageLog {
  /**
   * Stores a message, sets its time, and blocks until it can't be lost.
   *
   * @return what became of it, with the message as it is stored
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if too many wait
   *     already, or if the store is away; only in the latter case may the message be there all the
   *     same
   */
  Appended append(NewMessage message);

  /** A message of the channel that is not deleted. */
  Optional<Message> find(ChannelId channel, MessageId message);

  /**
   * Changes the content of a message atomically, as an event of its channel, and sets when it was
   * edited. What {@code edit} throws goes through, and nothing is changed.
   *
   * @param edit gives the message its new content; nothing else of what it returns is kept
   * @return the message as it is stored after the edit; empty if there is none
   */
  Optional<Message> edit(ChannelId channel, MessageId message, UnaryOperator<Message> edit);

  /**
   * Removes a message for good, as an event of its channel. Its id stays good for {@link #page}.
   *
   * @return whether there was one
   */
  boolean delete(ChannelId channel, MessageId message);

  /**
   * Messages that are not deleted, the newest first.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if {@code before} or
   *     {@code after} was never a message of the channel, or is too old to be kept
   */
  List<Message> page(ChannelId channel, MessageRange range);

  /** The position of the channel's latest event; 0 if nothing ever happened. */
  long latestPosition(ChannelId channel);

  /**
   * The events after a position, in order.
   *
   * @param limit how many at most, at least 1
   * @return empty only if there is no event after the position
   */
  List<MessageEvent> events(ChannelId channel, long after, int limit);

  /**
   * Calls {@code wake} soon after each event of the channel, on whichever node it happened, and
   * sometimes without one. It is called by any thread and must not block.
   */
  Subscription subscribe(ChannelId channel, Runnable wake);

  /** Ends the calls of {@link #subscribe}. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
