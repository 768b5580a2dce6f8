package io.chatalot.webhooks.adapter.http.body;

/** The place of one body in a {@link BodyRoom}, whose lock guards its fields. */
final class BodyPlace implements AutoCloseable {
  /** Before that no body is slow. */
  private static final long GRACE_NANOS = 500_000_000;

  final String client;
  private final BodyRoom room;
  private final Runnable stop;
  private final long began = System.nanoTime();

  /** Of the shared memory, in bytes. */
  long held;

  /** Of the reserve, in bytes. */
  long reserved;

  /** How many bytes have come. */
  long came;

  long waitedNanos;
  boolean whole;
  boolean yielding;
  private long finishingSince;
  private long cameBefore;

  BodyPlace(BodyRoom room, String client, Runnable stop) {
    this.room = room;
    this.client = client;
    this.stop = stop;
  }

  /**
   * Takes memory for bytes that come next. Waits for it if there is none.
   *
   * @return whether it is there; if not, the body can't be read on
   */
  boolean take(int bytes) {
    return room.take(this, bytes);
  }

  /** Notes that bytes have come. */
  void came(int bytes) {
    room.came(this, bytes);
  }

  /** All of the body has come: it no longer has to yield. */
  void whole() {
    room.whole(this);
  }

  /** Gives place and memory back. */
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

  /** In bytes a nanosecond. */
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
