package io.chatalot.webhooks.domain;

import java.util.Objects;

/** An event of a message, at its position in the order of its channel. */
public sealed interface MessageEvent {
  /**
   * The position in the order of the channel; later events have larger positions, all different.
   */
  long position();

  /**
   * A message was sent. The event shows the message as it is now, with later edits; a deleted
   * message has no such event any more.
   */
  record Sent(long position, Message message) implements MessageEvent {
    public Sent {
      Objects.requireNonNull(message, "message");
    }
  }

  /** A message was edited; the event shows the message as it is now. */
  record Edited(long position, Message message) implements MessageEvent {
    public Edited {
      Objects.requireNonNull(message, "message");
    }
  }

  /** A message was deleted; only its id is left. */
  record Deleted(long position, ChannelId channelId, MessageId messageId) implements MessageEvent {
    public Deleted {
      Objects.requireNonNull(channelId, "channelId");
      Objects.requireNonNull(messageId, "messageId");
    }
  }
}
