package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.OptionalLong;

/** Members follow what happens in a channel. */
public interface FollowChannel {
  /**
   * Where a member begins to follow a channel; refuses everybody else.
   *
   * @param after the position after which to begin; empty to begin now, as does one that is yet to
   *     come
   */
  Place place(UserId by, ChannelId channel, OptionalLong after);

  /**
   * Follows a channel for as many members as there are.
   *
   * @param wake called, by any thread, when there may be news; must not block
   * @return what to read the news from, and to close at the end
   */
  Following follow(ChannelId channel, Runnable wake);

  /**
   * A place in the order of a channel's events.
   *
   * @param start the position after which the member begins; at most {@code latest}
   * @param latest the position of the channel's latest event
   */
  public record Place(long start, long latest) {}
}
