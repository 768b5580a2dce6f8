package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.OptionalLong;

/** A member reads a channel. */
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

  /**
   * Follows what happens in a channel.
   *
   * @param after the position after which to start; empty to start from now, as does one that is
   *     yet to come
   * @param wake called, by any thread, when there may be news; must not block
   * @return what to read the news from, and to close at the end
   */
  Following follow(UserId by, ChannelId channel, OptionalLong after, Runnable wake);
}
