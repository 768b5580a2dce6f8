package io.chatalot.webhooks.server.embedded;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts a database server that ended by itself, for example without memory or disk, and keeps
 * watching it after every outcome. It tries with pauses that grow to {@link #LONGEST_PAUSE}, and
 * reports once that the database is lost when nothing has helped for its patience.
 *
 * <p>It works in rounds of one thread.
 */
final class Caretaker {
  /** The time between two rounds. */
  static final Duration LOOK = Duration.ofMillis(250);

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /** Two attempts with this pause between them fit in the 10 s after the disk has room again. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** A server that ends sooner after its start did not help. */
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
   * @param patience how long restarts may fail
   * @param lost called once when the patience ends; must not wait for the end of the rounds
   * @param nanos a clock like {@link System#nanoTime}
   */
  Caretaker(Ward ward, Duration patience, Runnable lost, LongSupplier nanos) {
    this.ward = ward;
    this.patience = patience;
    this.lost = lost;
    this.nanos = nanos;
  }

  /** Watches until the returned task is closed. */
  Recurring start(Background background) {
    return background.again(this::pause, TASK, this::round);
  }

  /** The pause before the next round. */
  Duration pause() {
    return pause;
  }

  /**
   * Checks the server once, and restarts it if necessary.
   *
   * @throws EmbeddedDatabaseException if the server does not serve after that, or its state cannot
   *     be known
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

  /** The watched database server. One thread calls all methods. */
  interface Ward {
    /**
     * Whether the server has really ended.
     *
     * @throws IOException if that cannot be known at the moment
     */
    boolean hasEnded() throws IOException;

    /** Starts the server; call it only after the server has ended. */
    void startAgain() throws IOException;

    /**
     * Connects to the server, and stops it if it could lose or expose data.
     *
     * @throws EmbeddedDatabaseException if the server refuses the connection or was stopped
     */
    void require() throws IOException;
  }
}
