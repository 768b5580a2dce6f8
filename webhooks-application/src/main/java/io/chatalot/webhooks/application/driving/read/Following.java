package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.UserId;
import java.util.List;
import java.util.Set;

/**
 * What happens in one channel, for all who follow it from one place. Safe for use by many threads.
 */
public interface Following extends AutoCloseable {
  /**
   * The events after a position, in the channel's order.
   *
   * @param limit how many at most, at least 1
   * @return empty only if there is no event after the position
   */
  List<RenderedEvent> after(long position, int limit);

  /**
   * Those of the users who may read the channel now. To be asked after {@link #after} and before
   * they are told what it gave.
   */
  Set<UserId> allowed(Set<UserId> users);

  /** Ends the wake-up calls. */
  @Override
  void close();
}
