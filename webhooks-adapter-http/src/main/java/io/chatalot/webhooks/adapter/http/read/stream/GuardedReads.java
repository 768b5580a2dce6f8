package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.driving.read.Following;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Queries of streams to the stores, with a circuit breaker: after an outage, queries fail at once
 * for a moment instead of waiting. The only {@link WebhookException} that a query throws has {@link
 * Reason#UNAVAILABLE}.
 */
final class GuardedReads {
  private final SessionGuard sessions;
  private final RecentOutage outage = new RecentOutage();

  GuardedReads(SessionGuard sessions) {
    this.sessions = sessions;
  }

  List<RenderedEvent> after(long position, int limit, Following feed) {
    return asked(() -> feed.after(position, limit));
  }

  /**
   * The followers whose session is valid and whose user is a member. Call it after reading the
   * events to send, so that a user who lost access before an event never gets that event.
   */
  Set<StreamClient> allowed(Set<StreamClient> followers, Following feed) {
    if (followers.isEmpty()) {
      return Set.of();
    }
    Map<String, UserId> users = new HashMap<>();
    followers.forEach(one -> users.put(one.session, one.user));
    Set<String> alive = asked(() -> sessions.alive(users));
    Set<UserId> members =
        asked(() -> feed.allowed(alive.stream().map(users::get).collect(Collectors.toSet())));
    return followers.stream()
        .filter(one -> alive.contains(one.session) && members.contains(one.user))
        .collect(Collectors.toSet());
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return outage.ask(question);
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.UNAVAILABLE) {
        throw new IllegalStateException("A store refused a stream's query", refused);
      }
      throw refused;
    }
  }
}
