package io.chatalot.webhooks.application.driving;

import java.util.List;

/** One member's place in what happens in a channel. For use by one thread at a time. */
public interface Following extends AutoCloseable {
  /** After which position the next events are. */
  long position();

  /**
   * The next events, in the channel's order, and none twice; moves on behind them.
   *
   * @param limit how many at most, at least 1
   * @return empty if there is nothing new
   */
  List<RenderedEvent> next(int limit);

  /** Whether the member may still read the channel. */
  boolean allowed();

  /** Ends the wake-up calls. */
  @Override
  void close();
}
