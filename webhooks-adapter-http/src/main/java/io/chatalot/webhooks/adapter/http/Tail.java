package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.Follower.State;
import io.chatalot.webhooks.adapter.http.Rounds.Then;
import io.chatalot.webhooks.application.driving.FollowChannel;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a channel's events on this node. What comes is read once, made into bytes once, and
 * told to all followers that are here, after one question whether they still may hear it. A
 * follower that is behind reads for itself until it is here. Where each one is follows from its
 * position alone, and positions are in commit order: so nothing is lost, and nothing told twice.
 */
final class Tail {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final int EVENTS_AT_ONCE = 200;
  private static final byte[] BEAT = EventBytes.utf8(": beat\n\n");

  private final Tails tails;
  private final Readings readings;
  private final Rounds rounds;
  private final Set<Follower> followers = new HashSet<>();
  private volatile Following feed;
  private long position;

  Tail(Tails tails, Readings readings, long position) {
    this.tails = tails;
    this.readings = readings;
    this.rounds = tails.rounds(this::round);
    this.position = position;
  }

  /** To be called once, before all else. */
  void open(FollowChannel reader, ChannelId channel) {
    feed = reader.follow(channel, this::wake);
  }

  void close() {
    feed.close();
  }

  void wake() {
    rounds.ask();
  }

  /** Its greeting is still to be written. */
  synchronized void add(Follower follower) {
    followers.add(follower);
  }

  synchronized void remove(Follower follower) {
    followers.remove(follower);
  }

  synchronized List<Follower> all() {
    return List.copyOf(followers);
  }

  synchronized int count() {
    return followers.size();
  }

  /**
   * Says something to everybody, so that neither side takes the other for dead. Whoever has been
   * taking the same piece since the last time is cut off, and may resume where it is.
   */
  void beat() {
    List<Follower> stuck;
    synchronized (this) {
      stuck = followers.stream().filter(one -> one.state == State.WRITING && one.late).toList();
      for (Follower one : followers) {
        one.late = one.state == State.WRITING;
        one.beatDue = true;
      }
    }
    stuck.forEach(tails::end);
    wake();
  }

  /** The follower has taken what was written to it, or knows of nothing more to read. */
  synchronized void settle(Follower follower) {
    follower.late = false;
    if (!followers.contains(follower)) {
      return;
    }
    if (follower.position >= position) {
      follower.state = State.FREE;
      if (follower.beatDue) {
        wake();
      }
    } else {
      follower.state = State.READING;
      tails.catchUp(() -> catchUp(follower));
    }
  }

  private Then round() {
    try {
      return tell();
    } catch (WebhookException away) {
      LOG.debug("Followers are told later: {}", away.getMessage());
      return Then.RETRY;
    } catch (RuntimeException e) {
      LOG.error("The followers of a channel are ended, since it can't be read", e);
      all().forEach(tails::end);
      return Then.REST;
    }
  }

  private Then tell() {
    long from;
    boolean beat;
    synchronized (this) {
      if (followers.isEmpty()) {
        return Then.REST;
      }
      from = position;
      beat = free().stream().anyMatch(one -> one.beatDue);
    }
    try {
      List<RenderedEvent> events = readings.after(from, EVENTS_AT_ONCE, feed);
      if (!events.isEmpty() || beat) {
        tell(EventBytes.of(events));
      }
      catchUpThoseBehind();
      return events.size() == EVENTS_AT_ONCE ? Then.AGAIN : Then.REST;
    } catch (WebhookException away) {
      if (beat) {
        // It tells nothing, and without it the connection would be taken for dead.
        write(beats());
      }
      throw away;
    }
  }

  private void tell(EventBytes news) {
    Set<Follower> asked = free();
    Set<Follower> allowed = readings.allowed(asked, feed);
    List<Piece> pieces = deal(news, allowed);
    asked.stream().filter(one -> !allowed.contains(one)).forEach(tails::end);
    write(pieces);
  }

  private synchronized Set<Follower> free() {
    return followers.stream().filter(one -> one.state == State.FREE).collect(Collectors.toSet());
  }

  /** Moves on, with those who may hear it; all others are behind then, and left to themselves. */
  private synchronized List<Piece> deal(EventBytes news, Set<Follower> allowed) {
    long before = position;
    position = news.last().orElse(before);
    var pieces = new ArrayList<Piece>();
    for (Follower one : allowed) {
      boolean here = followers.contains(one) && one.position >= before;
      if (here && (one.position < position || one.beatDue)) {
        pieces.add(begin(one, news.after(one.position)));
        one.position = Math.max(one.position, position);
      }
    }
    return pieces;
  }

  private synchronized List<Piece> beats() {
    return free().stream().filter(one -> one.beatDue).map(one -> begin(one, new byte[0])).toList();
  }

  private static Piece begin(Follower follower, byte[] events) {
    byte[] bytes = follower.beatDue ? EventBytes.joined(events, BEAT) : events;
    follower.beatDue = false;
    follower.state = State.WRITING;
    return new Piece(follower, bytes);
  }

  private static void write(List<Piece> pieces) {
    pieces.forEach(piece -> piece.to().outlet.write(piece.bytes()));
  }

  /** Some came while the others were asked, and some could not read while the store was away. */
  private synchronized void catchUpThoseBehind() {
    followers.stream()
        .filter(one -> one.state == State.FREE && one.position < position)
        .forEach(this::settle);
  }

  private void catchUp(Follower follower) {
    try {
      readFor(follower);
    } catch (WebhookException away) {
      LOG.debug("A follower catches up later: {}", away.getMessage());
      synchronized (this) {
        follower.state = State.FREE;
      }
      // The round fails as well, and is made again until the store is back.
      wake();
    } catch (RuntimeException e) {
      LOG.error("A follower is ended, since its channel can't be read", e);
      tails.end(follower);
    }
  }

  private void readFor(Follower follower) {
    long from;
    long here;
    synchronized (this) {
      from = follower.position;
      here = position;
    }
    List<RenderedEvent> events = readings.after(from, follower.eventsAtOnce(), feed);
    if (events.isEmpty()) {
      // All up to where the tail was has been seen, even if it is gone by now.
      moveOn(follower, Math.max(from, here));
    } else if (readings.allowed(Set.of(follower), feed).isEmpty()) {
      tails.end(follower);
    } else {
      var page = EventBytes.of(events);
      follower.was(page);
      write(List.of(deal(follower, page)));
    }
  }

  private synchronized void moveOn(Follower follower, long seen) {
    follower.position = seen;
    settle(follower);
  }

  private synchronized Piece deal(Follower follower, EventBytes page) {
    follower.position = page.last().orElseThrow();
    return begin(follower, page.after(Long.MIN_VALUE));
  }

  private record Piece(Follower to, byte[] bytes) {}
}
