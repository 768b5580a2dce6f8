package io.chatalot.webhooks.server.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When refused clients may come again: one time each, one after the other, so that a client that
 * comes when it was told to has its turn, however often others come meanwhile. Bounded in all, and
 * by network. Times are in nanoseconds. Not safe for use by many threads.
 */
final class Appointments {
  /** Of one network, so that it can't take all times for itself. */
  static final int MOST_OF_A_NETWORK = 8;

  private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

  private final int most;
  private final long graceNanos;
  private final Map<String, Appointment> byClient = new LinkedHashMap<>();
  private long last;

  /**
   * @param most how many there may be
   * @param graceNanos how late a client may come
   */
  Appointments(int most, long graceNanos) {
    this.most = most;
    this.graceNanos = graceNanos;
  }

  /** How long the client has to wait for its time; zero or less if it has come. */
  OptionalLong waitOf(String client, long now) {
    forgetMissed(now);
    Appointment own = byClient.get(client);
    return own == null ? OptionalLong.empty() : OptionalLong.of(own.at() - now);
  }

  /** The client has come, or needs none any more. */
  void remove(String client) {
    byClient.remove(client);
  }

  /** How many have a time that has come, or is about to, and may be here at once. */
  int due(long now) {
    forgetMissed(now);
    return (int) byClient.values().stream().filter(each -> each.at() - now <= SOON_NANOS).count();
  }

  /**
   * Gives the client a time, or tells it when others' will be over if there is none to be had.
   *
   * @param earliest the time from now on that it gets at the earliest
   * @param interval the time that it has to itself
   * @return how long the client has to wait
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

  /** They are in the order of their times. */
  private void forgetMissed(long now) {
    Iterator<Appointment> first = byClient.values().iterator();
    while (first.hasNext() && first.next().at() + graceNanos - now < 0) {
      first.remove();
    }
  }

  private record Appointment(long at, String network) {}
}
