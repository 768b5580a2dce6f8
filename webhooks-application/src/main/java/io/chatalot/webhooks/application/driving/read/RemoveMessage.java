package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.UserId;

/**
 * An Owner, Admin or Moderator takes a message out of a channel, such as what a leaked URL posted.
 */
public interface RemoveMessage {
  /** Removes the message for good. */
  void remove(UserId by, ChannelId channel, MessageId message);
}
