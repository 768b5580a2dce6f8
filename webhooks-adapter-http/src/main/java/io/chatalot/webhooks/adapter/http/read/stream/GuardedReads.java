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
 * What streams ask of the stores. When these are away, one finds out and the others need not wait:
 * they are told so for a moment without being asked. Then each question ends with a {@link
 * WebhookException} with {@link Reason#UNAVAILABLE}, and for no other reason.
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
   * Those who still have their session and are members. Asked after what they are to be told was
   * read: whoever had lost either before it happened is not told.
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
        throw new IllegalStateException("A store refuses what a stream may ask", refused);
      }
      throw refused;
    }
  }
}
