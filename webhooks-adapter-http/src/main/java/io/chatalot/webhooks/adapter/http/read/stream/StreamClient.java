package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.jetty.Wire;
import io.chatalot.webhooks.adapter.http.route.AsyncWriter;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One open stream, and its position in the channel. Its {@link Tail} guards the mutable fields. */
final class StreamClient {
  final ChannelId channel;
  final UserId user;
  final String session;
  final AsyncWriter writer;
  private final String greeting;

  /** The position of the last event that was sent or is being sent. */
  long position;

  State state = State.WRITING;

  /** Whether a heartbeat is due at the next write. */
  boolean beatDue;

  /** Whether a write was in progress at the last heartbeat. */
  private boolean late;

  private long takenAt;

  /**
   * @param tellPosition whether to begin with an id, so that a client can resume before its first
   *     event
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
    writer = new AsyncWriter(wire, writers, () -> free.accept(this), () -> gone.accept(this));
  }

  /** Writes the greeting. Called once, after the client is added to its tail. */
  void greet() {
    writer.write(EventBytes.utf8(greeting));
  }

  /** Notes that the client has taken the last write. */
  void settle() {
    state = State.FREE;
    late = false;
  }

  /** Marks a heartbeat as due. */
  void beat() {
    late = state == State.WRITING;
    takenAt = writer.takenAt();
    beatDue = true;
  }

  /** Whether the client has taken no byte of a pending write since the last heartbeat. */
  boolean isStuck() {
    return late && state == State.WRITING && takenAt == writer.takenAt();
  }

  /** The state of the connection. */
  enum State {
    /** No write in progress: ready for the next events. */
    FREE,
    /** A write is in progress. */
    WRITING
  }
}
