package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;

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
}
