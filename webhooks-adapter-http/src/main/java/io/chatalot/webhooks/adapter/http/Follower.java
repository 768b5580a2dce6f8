package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.driving.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A client that follows a channel, and how far it is. What can change belongs to its tail. */
final class Follower {
  /** About so many bytes are read for one that is behind; it may be slow to take them. */
  private static final int BYTES_AT_ONCE = 64 * 1024;

  private static final int MOST_EVENTS_AT_ONCE = 100;

  final ChannelId channel;
  final UserId user;
  final String session;
  final Outlet outlet;
  private final String greeting;

  /** Up to which it has been told, or is being told. */
  long position;

  State state = State.WRITING;

  /** Whether it has been writing the same piece since a heartbeat. */
  boolean late;

  /** Whether a heartbeat is to be told with whatever it is told next. */
  boolean beatDue;

  private int eventsAtOnce = 10;

  /**
   * @param tellPosition whether to begin with an id, from which a client that never saw an event
   *     can resume
   */
  Follower(
      ChannelId channel,
      UserId user,
      String session,
      Place place,
      boolean tellPosition,
      Wire wire,
      Executor writers,
      Consumer<Follower> free,
      Consumer<Follower> gone) {
    this.channel = channel;
    this.user = user;
    this.session = session;
    this.position = place.start();
    greeting = tellPosition ? ": open\nid: " + position + "\n\n" : ": open\n\n";
    outlet = new Outlet(wire, writers, () -> free.accept(this), () -> gone.accept(this));
  }

  /** Says that it has begun; to be called once, when its tail knows it. */
  void greet() {
    outlet.write(EventBytes.utf8(greeting));
  }

  int eventsAtOnce() {
    return eventsAtOnce;
  }

  /** Learns from what it was how large its channel's events are. */
  void was(EventBytes page) {
    int average = Math.max(1, page.size() / page.count());
    eventsAtOnce = Math.max(1, Math.min(MOST_EVENTS_AT_ONCE, BYTES_AT_ONCE / average));
  }

  /** What is being done for it. */
  enum State {
    /** Nothing: it waits for its tail. */
    FREE,
    /** It is being written to. */
    WRITING,
    /** It is behind its tail, and what it lacks is being read. */
    READING
  }
}
