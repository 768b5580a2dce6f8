package io.chatalot.webhooks.server.limit;

import io.chatalot.webhooks.adapter.http.host.FairQueue;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The log-ins that wait for a password to be checked, in three queues that take turns: of clients
 * that the account knows, shared by account, with two turns of three; of clients that were refused
 * and come when they were told to; and of all others, shared by network and client. So neither
 * strangers nor a member who logs in without end keep anybody from their turn. Bounded; who finds
 * no place is told when there will be one. Safe for use by many threads.
 */
public final class LoginQueue<T> {
  static final int KNOWN_PLACES = 24;
  public static final int OTHER_PLACES = 24;

  /** As many as may be told to come, since they were. */
  static final int PROMISED_PLACES = 256;

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** What a log-in takes until one was measured. */
  private static final Duration GUESS = Duration.ofMillis(100);

  /** Weight of what was measured last. */
  private static final double LATEST = 0.3;

  private final int workers;
  private final LongSupplier nanoTime;
  private final FairQueue<T> known = new FairQueue<>(KNOWN_PLACES);
  private final FairQueue<T> promised = new FairQueue<>(PROMISED_PLACES);
  private final FairQueue<T> others = new FairQueue<>(OTHER_PLACES);
  private final Appointments appointments = new Appointments(PROMISED_PLACES, GRACE.toNanos());

  /** Known clients are few, and limited by what they may log in rightly; so they come first. */
  private final List<FairQueue<T>> turns = List.of(known, known, promised, known, known, others);

  private double nanosEach = GUESS.toNanos();
  private int next;

  /**
   * @param workers how many log-ins are under way at once
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  LoginQueue(int workers, LongSupplier nanoTime) {
    this.workers = workers;
    this.nanoTime = nanoTime;
  }

  /** Whether the client found no place before, and was told to come now. */
  synchronized boolean isDue(LoginAttempt attempt) {
    OptionalLong wait = appointments.waitOf(attempt.client(), nanoTime.getAsLong());
    return wait.isPresent() && wait.getAsLong() <= 0;
  }

  /**
   * Gives a log-in a place, unless there is none.
   *
   * @param isPromised whether the client was told to come now, by this queue or a limit
   * @return the log-in that has no place now: none, this one, or another, whose place it has
   */
  synchronized Optional<T> offer(
      LoginAttempt attempt, String account, boolean isKnown, boolean isPromised, T login) {
    if (isPromised) {
      Optional<T> dropped = promised.offer(attempt.network(), attempt.client(), login);
      if (!dropped.equals(Optional.of(login))) {
        appointments.remove(attempt.client());
      }
      return dropped;
    }
    return isKnown
        ? known.offer(account, attempt.client(), login)
        : others.offer(attempt.network(), attempt.client(), login);
  }

  /** The log-in whose turn it is; empty if none waits. */
  synchronized Optional<T> poll() {
    for (int i = 0; i < turns.size(); i++) {
      Optional<T> login = turns.get(next).poll();
      next = (next + 1) % turns.size();
      if (login.isPresent()) {
        return login;
      }
    }
    return Optional.empty();
  }

  /** How long a client that has found no place has to wait for one, which it has then. */
  synchronized Duration book(LoginAttempt attempt) {
    long now = nanoTime.getAsLong();
    OptionalLong own = appointments.waitOf(attempt.client(), now);
    if (own.isPresent()) {
      return Duration.ofNanos(Math.max(own.getAsLong(), SHORTEST_WAIT.toNanos()));
    }
    // At worst one turn in so many is that of those who come when they were told to.
    long interval = (long) (turns.size() * nanosEach / workers);
    return Duration.ofNanos(
        appointments.book(
            attempt.client(), attempt.network(), SHORTEST_WAIT.toNanos(), interval, now));
  }

  synchronized int waiting() {
    return known.size() + promised.size() + others.size();
  }

  /** Notes how long a log-in took that came to its end. */
  synchronized void took(Duration time) {
    nanosEach += LATEST * (time.toNanos() - nanosEach);
  }
}
