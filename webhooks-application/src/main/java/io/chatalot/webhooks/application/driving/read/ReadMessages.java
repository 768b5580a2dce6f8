package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;

/** Shows members the messages of a channel. */
public interface ReadMessages {
  /** Returns if the user may read the channel, and refuses otherwise. */
  void authorize(UserId by, ChannelId channel);

  /**
   * Messages of a channel, the newest first.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if {@code before} or
   *     {@code after} was never a message of the channel
   */
  List<RenderedMessage> read(UserId by, ChannelId channel, MessageRange range);
}
