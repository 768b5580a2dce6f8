package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the open streams of one user on this node, and of one session to half as many, so that a
 * program that forgets to close its streams leaves some to its user's browser. Safe for use by many
 * threads.
 */
public final class StreamLimit {
  private static final long RETRY_AFTER_SECONDS = 10;

  private final int perUser;
  private final int perSession;
  private final Map<UserId, Integer> users = new HashMap<>();
  private final Map<String, Integer> sessions = new HashMap<>();

  /**
   * @param perUser at least 1
   */
  public StreamLimit(int perUser) {
    if (perUser < 1) {
      throw new IllegalArgumentException(
          "streams of a user must be at least 1, but are " + perUser);
    }
    this.perUser = perUser;
    this.perSession = perUser - perUser / 2;
  }

  /**
   * Counts a stream.
   *
   * @return releases the stream; run it when the stream is closed. Has no effect the second time
   * @throws HttpRefusal with 429 if the user or the session has too many streams
   */
  synchronized Runnable enter(UserId user, String session) {
    if (users.getOrDefault(user, 0) >= perUser || sessions.getOrDefault(session, 0) >= perSession) {
      throw new HttpRefusal(
          Problem.rateLimited(
              "Too many streams are open; close some, such as pages in other tabs.",
              RETRY_AFTER_SECONDS));
    }
    users.merge(user, 1, Integer::sum);
    sessions.merge(session, 1, Integer::sum);
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        leave(user, session);
      }
    };
  }

  private synchronized void leave(UserId user, String session) {
    users.computeIfPresent(user, (one, count) -> lessOne(count));
    sessions.computeIfPresent(session, (one, count) -> lessOne(count));
  }

  private static Integer lessOne(int count) {
    return count == 1 ? null : Integer.valueOf(count - 1);
  }
}
