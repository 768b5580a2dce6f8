package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.read.stream.Debouncer.Then;
import io.chatalot.webhooks.adapter.http.read.stream.StreamClient.State;
import io.chatalot.webhooks.application.driving.read.FollowChannel;
import io.chatalot.webhooks.application.driving.read.Following;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a channel's events on this node. What comes is read once, made into bytes once, and
 * told in rounds to all followers that lack it and are free to take it, after one question whether
 * they still may hear it. What those further behind lack is read apart, and kept for a while for
 * the others who lack it, too. A follower that takes nothing is in no round. Where each one is
 * follows from its position alone, and positions are in commit order: so nothing is lost, and
 * nothing told twice.
 */
final class Tail {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final byte[] BEAT = EventBytes.utf8(": beat\n\n");

  /** About so many bytes of events are made at a time. */
  private static final int PAGE_BYTES = 64 * 1024;

  /** For those behind, in bytes; others' turn comes after that. */
  private static final int TURN_BYTES = 2 * PAGE_BYTES;

  private static final int MOST_EVENTS_AT_ONCE = 100;

  private final Tails tails;
  private final GuardedReads readings;
  private final Debouncer rounds;
  private final Debouncer catchUps;
  private final Set<StreamClient> followers = new LinkedHashSet<>();
  private final CatchUpOrder order = new CatchUpOrder();
  private final RecentPages recent;
  private volatile Following feed;
  private volatile int eventsAtOnce = 20;
  private long position;
  private boolean closed;

  Tail(Tails tails, GuardedReads readings, long position) {
    this.tails = tails;
    this.readings = readings;
    this.rounds = tails.rounds(() -> safely(this::tell));
    this.catchUps = tails.catchUps(() -> safely(this::readForThoseBehind));
    this.recent = tails.recentPages();
    this.position = position;
  }

  /** To be called once, before all else. */
  void open(FollowChannel reader, ChannelId channel) {
    feed = reader.follow(channel, this::wake);
  }

  synchronized void close() {
    feed.close();
    closed = true;
    recent.clear();
  }

  void wake() {
    rounds.ask();
  }

  /** Its greeting is still to be written. */
  synchronized void add(StreamClient follower) {
    followers.add(follower);
  }

  synchronized void remove(StreamClient follower) {
    followers.remove(follower);
  }

  synchronized List<StreamClient> all() {
    return List.copyOf(followers);
  }

  synchronized int count() {
    return followers.size();
  }

  /**
   * Says something to everybody, so that neither side takes the other for dead. A follower that has
   * taken nothing since the last time, of what it was being written, is cut off, and may resume.
   */
  void beat() {
    List<StreamClient> stuck;
    synchronized (this) {
      recent.clear();
      stuck = followers.stream().filter(StreamClient::isStuck).toList();
      followers.forEach(StreamClient::beat);
    }
    stuck.forEach(tails::endSlow);
    wake();
  }

  /** The follower has taken what was written to it. */
  synchronized void settle(StreamClient follower) {
    follower.settle();
    if (followers.contains(follower) && (follower.position < position || follower.beatDue)) {
      wake();
    }
  }

  private Then safely(Turn turn) {
    try {
      return turn.take();
    } catch (WebhookException away) {
      LOG.debug("Followers are told later: {}", away.getMessage());
      return Then.RETRY;
    } catch (Throwable broken) {
      tails.failed(broken);
      all().forEach(tails::end);
      return Then.REST;
    }
  }

  private Then tell() {
    long from;
    synchronized (this) {
      if (followers.isEmpty()) {
        return Then.REST;
      }
      from = position;
    }
    try {
      // Where each round brings an edit, no page would outlast the news otherwise.
      Map<StreamClient, Optional<EventBytes>> offers = new HashMap<>(offers());
      boolean more = readNews(from);
      offers().forEach((one, page) -> offers.merge(one, page, (old, now) -> now.or(() -> old)));
      Set<StreamClient> allowed = readings.allowed(offers.keySet(), feed);
      List<Piece> pieces = deal(offers, allowed);
      offers.keySet().stream().filter(one -> !allowed.contains(one)).forEach(tails::end);
      pieces.forEach(Piece::write);
      tails.makeRoom();
      if (isAnyBehind()) {
        catchUps.ask();
      }
      return more ? Then.AGAIN : Then.REST;
    } catch (WebhookException away) {
      // They tell nothing, and without them the connections would be taken for dead.
      beats().forEach(Piece::write);
      throw away;
    }
  }

  /** Returns whether there may be more. */
  private boolean readNews(long from) {
    int limit = eventsAtOnce;
    List<RenderedEvent> events = readings.after(from, limit, feed);
    EventBytes news = EventBytes.of(from, events, PAGE_BYTES);
    if (news.isEmpty()) {
      return false;
    }
    learn(news);
    synchronized (this) {
      if (news.isChanging()) {
        // What was made of a message before must not be told after its edit or deletion.
        recent.clear();
      }
      keep(news);
      position = news.last();
    }
    return news.count() < events.size() || events.size() == limit;
  }

  private void keep(EventBytes page) {
    if (!closed) {
      recent.add(page);
    }
  }

  private void learn(EventBytes page) {
    int average = Math.max(1, page.bytes().length / page.count());
    eventsAtOnce = Math.max(2, Math.min(MOST_EVENTS_AT_ONCE, 2 * PAGE_BYTES / average));
  }

  /**
   * Those to whom something can be told now, with the page for each. It was read before the
   * question whether they may hear it; a page that comes meanwhile is for the next round.
   */
  private synchronized Map<StreamClient, Optional<EventBytes>> offers() {
    return followers.stream()
        .filter(one -> one.state == State.FREE && (one.beatDue || page(one).isPresent()))
        .collect(Collectors.toMap(one -> one, this::page));
  }

  private Optional<EventBytes> page(StreamClient follower) {
    return follower.position < position ? recent.after(follower.position) : Optional.empty();
  }

  private synchronized List<Piece> deal(
      Map<StreamClient, Optional<EventBytes>> offers, Set<StreamClient> allowed) {
    var pieces = new ArrayList<Piece>();
    for (StreamClient one : allowed) {
      if (one.state == State.FREE && followers.contains(one)) {
        offers
            .get(one)
            .filter(page -> page.cover(one.position))
            .map(page -> begin(one, page))
            .or(() -> beat(one))
            .ifPresent(pieces::add);
      }
    }
    if (tails.keepsTooMuch()) {
      recent.clear();
    }
    return pieces;
  }

  private Piece begin(StreamClient follower, EventBytes page) {
    var piece = new Piece(follower, page.bytes(), page.indexAfter(follower.position));
    follower.state = State.WRITING;
    follower.position = page.last();
    tails.unread().give(follower, page);
    return piece;
  }

  private static Optional<Piece> beat(StreamClient follower) {
    if (!follower.beatDue) {
      return Optional.empty();
    }
    follower.beatDue = false;
    follower.state = State.WRITING;
    return Optional.of(new Piece(follower, BEAT, 0));
  }

  private synchronized List<Piece> beats() {
    return followers.stream()
        .filter(one -> one.state == State.FREE)
        .flatMap(one -> beat(one).stream())
        .toList();
  }

  private synchronized boolean isAnyBehind() {
    return followers.stream().anyMatch(this::isBehind);
  }

  /** Whether it is free for what nobody has read yet. */
  private boolean isBehind(StreamClient one) {
    return one.state == State.FREE && one.position < position && page(one).isEmpty();
  }

  /** Some pages, for those who are free and further behind; the next round tells them. */
  private Then readForThoseBehind() {
    int made = 0;
    List<Long> starts = starts();
    for (long start : starts) {
      if (made < TURN_BYTES && !isRead(start)) {
        made += readOrEndAfter(start);
      }
    }
    if (!starts.isEmpty()) {
      wake();
    }
    return Then.REST;
  }

  private synchronized boolean isRead(long start) {
    return start >= position || recent.after(start).isPresent();
  }

  private synchronized List<Long> starts() {
    return order.starts(followers.stream().filter(this::isBehind).toList());
  }

  /** What can't be read there ends those who are there, and nobody else. */
  private int readOrEndAfter(long start) {
    try {
      return readAfter(start);
    } catch (WebhookException away) {
      throw away;
    } catch (Throwable broken) {
      tails.failed(broken);
      all().stream().filter(one -> isFreeAt(one, start)).forEach(tails::end);
      return 1;
    }
  }

  private synchronized boolean isFreeAt(StreamClient one, long start) {
    return one.state == State.FREE && one.position == start;
  }

  private int readAfter(long start) {
    long here;
    int age;
    synchronized (this) {
      here = position;
      age = recent.age();
    }
    EventBytes page = EventBytes.of(start, readings.after(start, eventsAtOnce, feed), PAGE_BYTES);
    synchronized (this) {
      if (page.isEmpty()) {
        // All up to where the tail was has been seen, even if it is gone by now.
        followers.stream()
            .filter(one -> isFreeAt(one, start))
            .forEach(one -> one.position = Math.max(start, here));
      } else if (recent.age() == age) {
        learn(page);
        serve(page);
        keep(page);
      }
    }
    return Math.max(1, page.bytes().length);
  }

  /** Lets those behind who share the page stand back for others. */
  private void serve(EventBytes page) {
    List<StreamClient> served =
        followers.stream().filter(one -> isBehind(one) && page.cover(one.position)).toList();
    served.forEach(one -> order.served(one.user));
    // Of a user's own, too, another one is next.
    served.forEach(followers::remove);
    followers.addAll(served);
  }

  private interface Turn {
    Then take();
  }

  private record Piece(StreamClient to, byte[] bytes, int from) {
    void write() {
      to.outlet.write(bytes, from, false);
    }
  }
}
