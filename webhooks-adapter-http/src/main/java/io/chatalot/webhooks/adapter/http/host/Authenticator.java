package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who has a session: the one thing that an embedder must say about its users. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface Authenticator {
  /**
   * The user whose session the token proves, as it came in {@code Authorization: Bearer} or in the
   * session cookie; empty if it proves none, or no longer. A session that was ended is dead at once
   * on every node.
   */
  Optional<UserId> authenticate(String sessionToken);

  /**
   * The users of those of the tokens that prove a session. Whoever follows a channel is asked for
   * before anything is told, so that a host with many followers should answer this at once; this
   * one asks for one after the other.
   */
  default Map<String, UserId> authenticateAll(Set<String> sessionTokens) {
    var users = new HashMap<String, UserId>();
    sessionTokens.forEach(token -> authenticate(token).ifPresent(user -> users.put(token, user)));
    return users;
  }
}
