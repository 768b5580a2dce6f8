package io.chatalot.webhooks.server.embedded;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a database server again that ended by itself, for want of memory or room on its disk say,
 * and goes on watching it after every outcome. Tries again with pauses that grow to {@link
 * #LONGEST_PAUSE}, and says once that the database is lost when nothing has helped for as long as
 * its patience lasts.
 *
 * <p>Works in rounds, which one thread makes.
 */
final class Caretaker {
  /** From one look to the next. */
  static final Duration LOOK = Duration.ofMillis(250);

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /** Two attempts and this between them have to fit in the 10 s after there is room on the disk. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** A server that ends sooner than that after a start was of no use. */
  static final Duration STEADY = Duration.ofSeconds(30);

  private static final String TASK = "embedded_database";
  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);

  private final Ward ward;
  private final Duration patience;
  private final Runnable lost;
  private final LongSupplier nanos;

  private boolean serves = true;
  private boolean troubled;
  private boolean givenUp;
  private Duration nextPause = SHORTEST_PAUSE;
  private Duration pause = LOOK;
  private long troubledSince;
  private long servesSince;

  /**
   * @param patience how long nothing may help
   * @param lost is called once when that is over; must not wait for the end of the rounds
   * @param nanos a clock like {@link System#nanoTime}
   */
  Caretaker(Ward ward, Duration patience, Runnable lost, LongSupplier nanos) {
    this.ward = ward;
    this.patience = patience;
    this.lost = lost;
    this.nanos = nanos;
  }

  /** Watches from now on, until the task that is returned is closed. */
  Recurring start(Background background) {
    return background.again(this::pause, TASK, this::round);
  }

  /** How long to wait before the next round. */
  Duration pause() {
    return pause;
  }

  /**
   * Looks once, and does what is needed.
   *
   * @throws EmbeddedDatabaseException if it does not serve after that, or if nobody can know
   */
  void round() {
    pause = LOOK;
    try {
      if (ward.hasEnded()) {
        revive();
      } else if (!serves) {
        prove();
      } else {
        rest();
      }
    } catch (EmbeddedDatabaseException | IOException failed) {
      tryLater();
      throw new EmbeddedDatabaseException(
          (troubled
                  ? "The embedded PostgreSQL does not serve yet, and is tried again: "
                  : "Whether the embedded PostgreSQL runs cannot be known at the moment: ")
              + failed.getMessage(),
          failed);
    } catch (Throwable failed) {
      tryLater();
      throw failed;
    }
  }

  private void revive() throws IOException {
    boolean again = troubled && serves;
    serves = false;
    if (!troubled) {
      troubled = true;
      troubledSince = nanos.getAsLong();
      LOG.warn("The embedded PostgreSQL ended by itself; starting it again");
    }
    if (again) {
      throw new EmbeddedDatabaseException("it ended again soon after its start");
    }
    ward.startAgain();
    prove();
  }

  private void prove() throws IOException {
    ward.require();
    serves = true;
    servesSince = nanos.getAsLong();
    LOG.info("The embedded PostgreSQL serves again");
  }

  private void rest() {
    if (troubled && nanos.getAsLong() - servesSince >= STEADY.toNanos()) {
      troubled = false;
      givenUp = false;
      nextPause = SHORTEST_PAUSE;
    }
  }

  private void tryLater() {
    if (!troubled) {
      return;
    }
    pause = nextPause;
    Duration longer = nextPause.multipliedBy(2);
    nextPause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    if (!givenUp && nanos.getAsLong() - troubledSince >= patience.toNanos()) {
      givenUp = true;
      LOG.error(
          "The embedded PostgreSQL is lost: nothing has helped for {} s", patience.toSeconds());
      lost.run();
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
