package io.chatalot.webhooks.server.limit;

import io.chatalot.webhooks.adapter.http.host.FairQueue;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The log-ins that wait for the check of their password, in three queues that take turns. Clients
 * known to the account, shared by account, get two turns of three. Refused clients that return at
 * their appointed time have the second queue, and all other clients, shared by network and client,
 * the third. So neither strangers nor a member who logs in without end keep others from their turn.
 * Bounded: a client without a place gets an appointment. Safe for use by many threads.
 */
public final class LoginQueue<T> {
  static final int KNOWN_PLACES = 24;
  public static final int OTHER_PLACES = 24;

  /** The most appointments. */
  static final int PROMISED_PLACES = 256;

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** The assumed time of a log-in until one was measured. */
  private static final Duration GUESS = Duration.ofMillis(100);

  /** The weight of the latest measurement. */
  private static final double LATEST = 0.3;

  private final int workers;
  private final LongSupplier nanoTime;
  private final FairQueue<T> known = new FairQueue<>(KNOWN_PLACES);
  private final FairQueue<T> promised = new FairQueue<>(PROMISED_PLACES);
  private final FairQueue<T> others = new FairQueue<>(OTHER_PLACES);
  private final Appointments appointments = new Appointments(PROMISED_PLACES, GRACE.toNanos());

  /** Known clients come first: they are few, and their successful log-ins are limited. */
  private final List<FairQueue<T>> turns = List.of(known, known, promised, known, known, others);

  private double nanosEach = GUESS.toNanos();
  private int next;

  /**
   * @param workers the log-ins that run at once
   * @param nanoTime a monotonic time in nanoseconds
   */
  LoginQueue(int workers, LongSupplier nanoTime) {
    this.workers = workers;
    this.nanoTime = nanoTime;
  }

  /** Whether the client has an appointment for now. */
  synchronized boolean isDue(LoginAttempt attempt) {
    OptionalLong wait = appointments.waitOf(attempt.client(), nanoTime.getAsLong());
    return wait.isPresent() && wait.getAsLong() <= 0;
  }

  /**
   * Gives a log-in a place if one is free.
   *
   * @param isPromised whether the client has an appointment for now, from this queue or a limit
   * @return the log-in without a place: none, this log-in, or another log-in that lost its place
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

  /** The next log-in; empty if none waits. */
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

  /** Gives a client without a place an appointment, and returns the time until then. */
  synchronized Duration book(LoginAttempt attempt) {
    long now = nanoTime.getAsLong();
    OptionalLong own = appointments.waitOf(attempt.client(), now);
    if (own.isPresent()) {
      return Duration.ofNanos(Math.max(own.getAsLong(), SHORTEST_WAIT.toNanos()));
    }
    // At worst the queue of appointments has one turn in this number.
    long interval = (long) (turns.size() * nanosEach / workers);
    return Duration.ofNanos(
        appointments.book(
            attempt.client(), attempt.network(), SHORTEST_WAIT.toNanos(), interval, now));
  }

  synchronized int waiting() {
    return known.size() + promised.size() + others.size();
  }

  /** Notes the time that a finished log-in took. */
  synchronized void took(Duration time) {
    nanosEach += LATEST * (time.toNanos() - nanosEach);
  }
}
