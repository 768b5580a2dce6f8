package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a database server again that ended by itself, for its memory or a full disk say, and goes
 * on watching it after every outcome. Tries again with pauses that grow to {@link #LONGEST_PAUSE},
 * and says once that the database is lost when nothing has helped for as long as its patience
 * lasts.
 */
final class Caretaker implements AutoCloseable {
  /** From one look to the next. */
  static final Duration LOOK = Duration.ofMillis(250);

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /** Two attempts and this between them have to fit in the 10 s after there is room on the disk. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** A server that ends sooner than that after a start was of no use. */
  static final Duration STEADY = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Duration END_WITHIN = Duration.ofSeconds(3);

  private final Ward ward;
  private final Duration patience;
  private final Runnable lost;
  private final LongSupplier nanos;
  private final Thread thread = new Thread(this::run, "embedded-postgres");
  private volatile boolean closed;

  private boolean serves = true;
  private boolean troubled;
  private boolean givenUp;
  private Duration pause = SHORTEST_PAUSE;
  private long troubledSince;
  private long servesSince;
  private long toldAt;

  /**
   * @param patience how long nothing may help
   * @param lost is called once when that is over; must not wait for {@link #close}
   * @param nanos a clock like {@link System#nanoTime}
   */
  Caretaker(Ward ward, Duration patience, Runnable lost, LongSupplier nanos) {
    this.ward = ward;
    this.patience = patience;
    this.lost = lost;
    this.nanos = nanos;
    thread.setDaemon(true);
  }

  /** Watches from now on. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(round().toMillis());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once, does what is needed, and returns how long to wait before the next look. */
  Duration round() {
    try {
      if (ward.hasEnded()) {
        return revive();
      }
      return serves ? steady() : proved();
    } catch (Throwable failed) {
      return failed(failed);
    }
  }

  private Duration revive() throws IOException {
    boolean again = troubled && serves;
    serves = false;
    if (!troubled) {
      troubled = true;
      troubledSince = nanos.getAsLong();
      toldAt = troubledSince - SILENCE.toNanos();
      LOG.warn("The embedded PostgreSQL ended by itself; starting it again");
    }
    if (again) {
      return failed(new EmbeddedDatabaseException("it ended again soon after its start"));
    }
    ward.startAgain();
    return proved();
  }

  private Duration proved() throws IOException {
    ward.require();
    serves = true;
    servesSince = nanos.getAsLong();
    LOG.info("The embedded PostgreSQL serves again");
    return LOOK;
  }

  private Duration steady() {
    if (troubled && nanos.getAsLong() - servesSince >= STEADY.toNanos()) {
      troubled = false;
      givenUp = false;
      pause = SHORTEST_PAUSE;
    }
    return LOOK;
  }

  private Duration failed(Throwable why) {
    if (closed) {
      return LOOK;
    }
    if (!troubled) {
      LOG.debug("Whether the embedded PostgreSQL runs cannot be known at the moment", why);
      return LOOK;
    }
    long now = nanos.getAsLong();
    tell(why, now);
    if (!givenUp && now - troubledSince >= patience.toNanos()) {
      givenUp = true;
      LOG.error(
          "The embedded PostgreSQL is lost: nothing has helped for {} s", patience.toSeconds());
      lost.run();
    }
    Duration next = pause;
    pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    return next;
  }

  /** Once a minute: it may take the same end time after time. */
  private void tell(Throwable why, long now) {
    if (now - toldAt < SILENCE.toNanos()) {
      return;
    }
    toldAt = now;
    if (why instanceof EmbeddedDatabaseException || why instanceof IOException) {
      LOG.warn(
          "The embedded PostgreSQL does not serve yet, and is tried again: {}", why.getMessage());
    } else {
      LOG.error("The embedded PostgreSQL does not serve yet, and is tried again", why);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Starts nothing any more; an attempt that is under way is broken off. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(END_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The database server that is watched. All is called by one thread. */
  interface Ward {
    /**
     * Whether it has really ended.
     *
     * @throws IOException if that cannot be known at the moment
     */
    boolean hasEnded() throws IOException;

    /** Starts it, only to be called when it has ended. */
    void startAgain() throws IOException;

    /**
     * Connects to it, and stops it if it would not keep or guard what it is given.
     *
     * @throws EmbeddedDatabaseException if it lets nobody in, or was stopped
     */
    void require() throws IOException;
  }
}
