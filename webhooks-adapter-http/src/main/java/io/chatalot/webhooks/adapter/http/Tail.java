package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.Follower.State;
import io.chatalot.webhooks.application.driving.FollowChannel;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final int EVENTS_AT_ONCE = 100;

  /** What comes within this time of a round goes out together in the next one. */
  private static final Duration REST = Duration.ofMillis(20);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final byte[] BEAT = EventBytes.utf8(": beat\n\n");

  private final Tails tails;
  private final SessionGuard sessions;
  private final Readings readings;
  private final Set<Follower> followers = new HashSet<>();
  private Following feed;
  private long position;
  private boolean beatDue;

  /** Whether a round is under way or will be; there is one at a time. */
  private boolean roundDue;

  /** Whether something may have happened since the round began. */
  private boolean woken;

  private long restUntil = System.nanoTime();

  Tail(Tails tails, SessionGuard sessions, Readings readings, long position) {
    this.tails = tails;
    this.sessions = sessions;
    this.readings = readings;
    this.position = position;
  }

  synchronized void open(FollowChannel reader, ChannelId channel) {
    feed = reader.follow(channel, this::wake);
  }

  synchronized void close() {
    feed.close();
  }

  /** Its greeting is still to be written. */
  synchronized void add(Follower follower) {
    followers.add(follower);
  }

  synchronized void remove(Follower follower) {
    followers.remove(follower);
  }

  synchronized int count() {
    return followers.size();
  }

  synchronized List<Follower> all() {
    return List.copyOf(followers);
  }

  synchronized void wake() {
    woken = true;
    if (!roundDue) {
      roundDue = true;
      tails.later(this::round, restUntil - System.nanoTime());
    }
  }

  /**
   * Says something to everybody, so that neither side takes the other for dead. Whoever has been
   * taking the same piece since the last time is cut off, and may resume where it is.
   */
  void beat() {
    List<Follower> stuck;
    synchronized (this) {
      beatDue = true;
      stuck = followers.stream().filter(one -> one.state == State.WRITING && one.late).toList();
      followers.forEach(one -> one.late = one.state == State.WRITING);
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
    } else {
      follower.state = State.READING;
      tails.catchUp(() -> catchUp(follower));
    }
  }

  private void round() {
    Duration rest = REST;
    boolean again = false;
    try {
      again = tell();
      rest = again ? Duration.ZERO : REST;
    } catch (WebhookException away) {
      again = true;
      rest = RETRY;
      LOG.debug("Followers are told later: {}", away.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The followers of a channel are ended, since it can't be read", e);
      all().forEach(tails::end);
    }
    rest(rest, again);
  }

  private synchronized void rest(Duration time, boolean again) {
    restUntil = System.nanoTime() + time.toNanos();
    roundDue = false;
    if (again || woken) {
      wake();
    }
  }

  /** Returns whether there may be more to tell. */
  private boolean tell() {
    long from;
    boolean beat;
    synchronized (this) {
      woken = false;
      if (followers.isEmpty()) {
        return false;
      }
      from = position;
      beat = beatDue;
      beatDue = false;
    }
    try {
      List<RenderedEvent> events = readings.of(() -> feed.after(from, EVENTS_AT_ONCE));
      if (events.isEmpty() && !beat) {
        catchUpThoseBehind();
        return false;
      }
      tell(EventBytes.of(events), beat);
      return events.size() == EVENTS_AT_ONCE;
    } catch (WebhookException away) {
      if (beat) {
        // It tells nothing, and without it the connection would be taken for dead.
        write(beatsWithoutAsking());
      }
      throw away;
    }
  }

  private void tell(EventBytes news, boolean beat) {
    Set<Follower> asked = free();
    Set<Follower> allowed = asked.isEmpty() ? Set.of() : allowed(asked);
    List<Piece> pieces = deal(news, beat, allowed);
    asked.stream().filter(one -> !allowed.contains(one)).forEach(tails::end);
    write(pieces);
    catchUpThoseBehind();
  }

  private synchronized Set<Follower> free() {
    return followers.stream().filter(one -> one.state == State.FREE).collect(Collectors.toSet());
  }

  /** Asked before anything is told: a session that was ended, or a membership, is dead at once. */
  private Set<Follower> allowed(Set<Follower> asked) {
    Map<String, UserId> users = new HashMap<>();
    asked.forEach(one -> users.put(one.session, one.user));
    return readings.of(
        () -> {
          Set<String> alive = sessions.alive(users);
          Set<UserId> members =
              feed.allowed(alive.stream().map(users::get).collect(Collectors.toSet()));
          return asked.stream()
              .filter(one -> alive.contains(one.session) && members.contains(one.user))
              .collect(Collectors.toSet());
        });
  }

  /** Moves on, with those who may hear it; all others are behind then, and left to themselves. */
  private synchronized List<Piece> deal(EventBytes news, boolean beat, Set<Follower> allowed) {
    long before = position;
    if (news.count() > 0) {
      position = news.last();
    }
    var pieces = new ArrayList<Piece>();
    for (Follower one : allowed) {
      if (!followers.contains(one) || one.position < before) {
        continue;
      }
      if (one.position < position) {
        pieces.add(begin(one, news.after(one.position)));
        one.position = position;
      } else if (beat) {
        pieces.add(begin(one, BEAT));
      }
    }
    return pieces;
  }

  private synchronized List<Piece> beatsWithoutAsking() {
    return free().stream().map(one -> begin(one, BEAT)).toList();
  }

  private static Piece begin(Follower follower, byte[] bytes) {
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
      tails.later(this::wake, RETRY.toNanos());
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
    List<RenderedEvent> events = readings.of(() -> feed.after(from, follower.eventsAtOnce()));
    if (events.isEmpty()) {
      // All up to where the tail was is known to be seen, even what is gone since.
      moveTo(follower, Math.max(from, here));
      settle(follower);
    } else if (allowed(Set.of(follower)).isEmpty()) {
      tails.end(follower);
    } else {
      var page = EventBytes.of(events);
      follower.was(page);
      write(List.of(deal(follower, page)));
    }
  }

  private synchronized void moveTo(Follower follower, long seen) {
    follower.position = seen;
  }

  private synchronized Piece deal(Follower follower, EventBytes page) {
    follower.position = page.last();
    return begin(follower, page.after(Long.MIN_VALUE));
  }

  private record Piece(Follower to, byte[] bytes) {}
}
