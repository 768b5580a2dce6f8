package io.chatalot.webhooks.adapter.http.body;

/** One body's place and memory in a {@link BodyMemory}, whose lock guards these fields. */
final class BodyPlace implements AutoCloseable {
  /** A younger body never counts as slow. */
  private static final long GRACE_NANOS = 500_000_000;

  final String client;
  private final BodyMemory room;
  private final Runnable stop;
  private final long began = System.nanoTime();

  /** Bytes held of the shared memory. */
  long held;

  /** Bytes held of the reserve. */
  long reserved;

  /** Bytes received. */
  long came;

  long waitedNanos;
  boolean whole;
  boolean yielding;
  private long finishingSince;
  private long cameBefore;

  BodyPlace(BodyMemory room, String client, Runnable stop) {
    this.room = room;
    this.client = client;
    this.stop = stop;
  }

  /**
   * Takes memory for the next bytes, and waits until it is free.
   *
   * @return false if the wait timed out or the body has to yield; then reading must end
   */
  boolean take(int bytes) {
    return room.take(this, bytes);
  }

  /** Counts received bytes. */
  void came(int bytes) {
    room.came(this, bytes);
  }

  /** Marks the body as complete, so that it no longer has to yield. */
  void whole() {
    room.whole(this);
  }

  /** Releases place and memory. */
  @Override
  public void close() {
    room.leave(this);
  }

  void stop() {
    stop.run();
  }

  void finishes() {
    finishingSince = System.nanoTime();
    cameBefore = came;
  }

  boolean finishesSlowly(double pace) {
    return isSlow(came - cameBefore, System.nanoTime() - finishingSince, pace);
  }

  boolean isSlow(double pace) {
    return isSlow(came, nanos(), pace);
  }

  /** Received bytes a nanosecond, without the time spent waiting for memory. */
  double pace() {
    return (double) came / Math.max(1, nanos());
  }

  private long nanos() {
    return System.nanoTime() - began - waitedNanos;
  }

  private static boolean isSlow(long came, long nanos, double pace) {
    return nanos > GRACE_NANOS && came < pace * nanos;
  }
}
