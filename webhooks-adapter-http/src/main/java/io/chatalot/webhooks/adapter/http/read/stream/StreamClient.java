package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.jetty.Wire;
import io.chatalot.webhooks.adapter.http.route.AsyncWriter;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A client that follows a channel, and how far it is. What can change belongs to its tail. */
final class StreamClient {
  final ChannelId channel;
  final UserId user;
  final String session;
  final AsyncWriter outlet;
  private final String greeting;

  /** Up to which it has been told, or is being told. */
  long position;

  State state = State.WRITING;

  /** Whether a heartbeat is to be told with whatever it is told next. */
  boolean beatDue;

  /** Whether it was being written to at the last heartbeat, and when it had taken something. */
  private boolean late;

  private long takenAt;

  /**
   * @param tellPosition whether to begin with an id, from which a client that never saw an event
   *     can resume
   */
  StreamClient(
      ChannelId channel,
      UserId user,
      String session,
      Place place,
      boolean tellPosition,
      Wire wire,
      Executor writers,
      Consumer<StreamClient> free,
      Consumer<StreamClient> gone) {
    this.channel = channel;
    this.user = user;
    this.session = session;
    this.position = place.start();
    greeting = tellPosition ? ": open\nid: " + position + "\n\n" : ": open\n\n";
    outlet = new AsyncWriter(wire, writers, () -> free.accept(this), () -> gone.accept(this));
  }

  /** Says that it has begun; to be called once, when its tail knows it. */
  void greet() {
    outlet.write(EventBytes.utf8(greeting));
  }

  /** It has taken what was written to it. */
  void settle() {
    state = State.FREE;
    late = false;
  }

  /** A heartbeat is due. */
  void beat() {
    late = state == State.WRITING;
    takenAt = outlet.takenAt();
    beatDue = true;
  }

  /** Whether it has taken nothing of what is written to it since the last heartbeat. */
  boolean isStuck() {
    return late && state == State.WRITING && takenAt == outlet.takenAt();
  }

  /** What is being done for it. */
  enum State {
    /** Nothing: it waits for its tail. */
    FREE,
    /** It is being written to. */
    WRITING
  }
}
