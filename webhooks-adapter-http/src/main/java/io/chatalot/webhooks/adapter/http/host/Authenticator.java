package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the user of a session token: all that an embedder must tell about its users. Safe for use
 * by many threads.
 */
@FunctionalInterface
public interface Authenticator {
  /**
   * Finds the user of a session. An ended session must be refused at once, on every node.
   *
   * @param sessionToken from {@code Authorization: Bearer}, or from the session cookie if {@link
   *     #readsCookie}
   * @return empty if the token is unknown, or its session has ended
   */
  Optional<UserId> authenticate(String sessionToken);

  /**
   * Finds the users of many sessions; leaves out tokens without a session. Called for all followers
   * of a channel before each delivery of events, so a host with many followers should answer with
   * one query. This default calls {@link #authenticate} for each token.
   */
  default Map<String, UserId> authenticateAll(Set<String> sessionTokens) {
    var users = new HashMap<String, UserId>();
    sessionTokens.forEach(token -> authenticate(token).ifPresent(user -> users.put(token, user)));
    return users;
  }

  /**
   * Whether the session cookie proves a session, too. False means the bearer token alone: a host
   * that sets no cookie of ours answers false, so that no page of another origin can use a session.
   * Always the same answer.
   */
  default boolean readsCookie() {
    return true;
  }
}
