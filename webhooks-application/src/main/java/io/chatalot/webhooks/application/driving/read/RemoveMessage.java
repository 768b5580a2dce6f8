package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.UserId;

/** Lets an Owner, Admin or Moderator delete a message, such as spam by a leaked URL. */
public interface RemoveMessage {
  /** Deletes the message for good. */
  void remove(UserId by, ChannelId channel, MessageId message);
}
