package io.chatalot.webhooks.server.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The appointments of refused clients, one time for each, so that a client that returns at its time
 * has its turn even if others come meanwhile. Bounded in all, and by network. Times are in
 * nanoseconds. Not thread-safe.
 */
final class Appointments {
  /** The most appointments of one network. */
  static final int MOST_OF_A_NETWORK = 8;

  private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

  private final int most;
  private final long graceNanos;
  private final Map<String, Appointment> byClient = new LinkedHashMap<>();
  private long last;

  /**
   * @param most the most appointments
   * @param graceNanos how late a client may come
   */
  Appointments(int most, long graceNanos) {
    this.most = most;
    this.graceNanos = graceNanos;
  }

  /** The time until the client's appointment; zero or less if it has come. */
  OptionalLong waitOf(String client, long now) {
    forgetMissed(now);
    Appointment own = byClient.get(client);
    return own == null ? OptionalLong.empty() : OptionalLong.of(own.at() - now);
  }

  /** Removes the appointment of a client that has come, or needs none any more. */
  void remove(String client) {
    byClient.remove(client);
  }

  /** The number of appointments that are due, or will be in a moment. */
  int due(long now) {
    forgetMissed(now);
    return (int) byClient.values().stream().filter(each -> each.at() - now <= SOON_NANOS).count();
  }

  /**
   * Gives the client an appointment, or the time at which the others are over if none is free.
   *
   * @param earliest the earliest time from now
   * @param interval the time between two appointments
   * @return the time that the client has to wait
   */
  long book(String client, String network, long earliest, long interval, long now) {
    forgetMissed(now);
    long wait = earliest;
    if (!byClient.isEmpty()) {
      wait = Math.max(earliest, last + interval - now);
    }
    long ofNetwork =
        byClient.values().stream().filter(each -> each.network().equals(network)).count();
    if (byClient.size() < most && ofNetwork < MOST_OF_A_NETWORK) {
      last = now + wait;
      byClient.put(client, new Appointment(last, network));
    }
    return wait;
  }

  /** Removes missed appointments, which are in the order of their times. */
  private void forgetMissed(long now) {
    Iterator<Appointment> first = byClient.values().iterator();
    while (first.hasNext() && first.next().at() + graceNanos - now < 0) {
      first.remove();
    }
  }

  private record Appointment(long at, String network) {}
}
