package io.chatalot.webhooks.domain;

import java.util.Objects;

/** Something that happened to a message of a channel, at its place in the channel's order. */
public sealed interface MessageEvent {
  /** Where in the channel's order it happened: later is larger, and no two are alike. */
  long position();

  /**
   * A message was sent. The message is as it is now: edits made since are in it already, and one
   * deleted since has no such event any more.
   */
  record Sent(long position, Message message) implements MessageEvent {
    public Sent {
      Objects.requireNonNull(message, "message");
    }
  }

  /** A message was edited. The message is as it is now. */
  record Edited(long position, Message message) implements MessageEvent {
    public Edited {
      Objects.requireNonNull(message, "message");
    }
  }

  /** A message was deleted; nothing of it is left but its id. */
  record Deleted(long position, ChannelId channelId, MessageId messageId) implements MessageEvent {
    public Deleted {
      Objects.requireNonNull(channelId, "channelId");
      Objects.requireNonNull(messageId, "messageId");
    }
  }
}
