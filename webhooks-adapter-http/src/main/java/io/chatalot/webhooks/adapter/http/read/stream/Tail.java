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
 * Follows the end of one channel for all its streams on this node (fan-out). Reads and renders new
 * events once, then sends them in rounds to every follower that is ready, after one query for who
 * may still read. Older events for followers further behind are read separately and cached for
 * others. A follower that is still taking its last write is skipped. A follower's state is its
 * position alone, and positions are in commit order, so no event is lost or sent twice.
 */
final class Tail {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final byte[] BEAT = EventBytes.utf8(": beat\n\n");

  /** The approximate bytes of events that are rendered at a time. */
  private static final int PAGE_BYTES = 64 * 1024;

  /** The bytes read for followers behind in one turn, before other channels have theirs. */
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

  /** Starts to follow the channel. Called once, before any other method. */
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

  /** Adds a follower, whose greeting is not yet written. */
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
   * Sends a heartbeat to every follower, so that neither side takes the other for dead. Disconnects
   * a follower that has taken no byte of a pending write since the last heartbeat; it may resume.
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

  /** Notes that the follower has taken its last write. */
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
      LOG.debug("Followers get their events later: {}", away.getMessage());
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
      // Offers cached pages before the news, since an edit in the news clears the cache.
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
      // Heartbeats carry no data, and without them clients would take the connection for dead.
      beats().forEach(Piece::write);
      throw away;
    }
  }

  /** Reads new events; returns whether there may be more. */
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
        // Cached text of a message must not be sent after its edit or deletion.
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
   * The followers that are ready, each with the page to send. Pages are chosen before the query for
   * who may read; a page that is cached meanwhile waits for the next round.
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

  /** Whether the follower is ready and needs events that are not cached. */
  private boolean isBehind(StreamClient one) {
    return one.state == State.FREE && one.position < position && page(one).isEmpty();
  }

  /** Reads some pages for followers behind; the next round sends them. */
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

  /** Reads a page; events that cannot be read end the followers at that position only. */
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
        // Nothing is left between the follower and the tail: those events are gone.
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

  /** Moves the followers that this page serves to the end of the line. */
  private void serve(EventBytes page) {
    List<StreamClient> served =
        followers.stream().filter(one -> isBehind(one) && page.cover(one.position)).toList();
    served.forEach(one -> order.served(one.user));
    // Reorders a user's own streams, too.
    served.forEach(followers::remove);
    followers.addAll(served);
  }

  private interface Turn {
    Then take();
  }

  private record Piece(StreamClient to, byte[] bytes, int from) {
    void write() {
      to.writer.write(bytes, from, false);
    }
  }
}
