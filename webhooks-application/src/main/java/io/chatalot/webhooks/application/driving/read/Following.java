package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Set;

/** The events of a channel, for all members who follow it. Safe for use by many threads. */
public interface Following extends AutoCloseable {
  /**
   * The events after a position, in the channel's order.
   *
   * @param limit the most events, at least 1
   * @return empty only if there is no event after the position
   */
  List<RenderedEvent> after(long position, int limit);

  /**
   * The users who may read the channel now. Call it after {@link #after}, and before its events go
   * to the users.
   */
  Set<UserId> allowed(Set<UserId> users);

  /** Ends the wake-up calls. */
  @Override
  void close();
}
