package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.OptionalLong;

/** Shows members the events of a channel as they happen. */
public interface FollowChannel {
  /**
   * The place where a member begins to follow a channel; refuses everybody else.
   *
   * @param after the last position that the member has seen; empty to begin now, as does a position
   *     that the channel has not reached yet
   */
  Place place(UserId by, ChannelId channel, OptionalLong after);

  /**
   * Follows a channel for any number of members.
   *
   * @param wake called by any thread when there may be new events; must not block
   * @return reads the events; close it at the end
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
