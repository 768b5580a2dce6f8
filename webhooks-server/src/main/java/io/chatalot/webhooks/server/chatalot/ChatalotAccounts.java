package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.http.host.Users;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUser;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUsers;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chatalot's users by their access tokens. A token proves a user only while the account exists and
 * is not suspended, which the table says on every call. Safe for use by many threads.
 */
public final class ChatalotAccounts implements Authenticator, Users {
  private final ChatalotTokens tokens;
  private final ChatalotUsers users;

  /**
   * @param clock the time that expiries are compared with
   */
  public ChatalotAccounts(ChatalotKey key, Database database, InstantSource clock) {
    tokens = new ChatalotTokens(key, clock);
    users = new ChatalotUsers(database);
  }

  @Override
  public Optional<UserId> authenticate(String accessToken) {
    return Optional.ofNullable(authenticateAll(Set.of(accessToken)).get(accessToken));
  }

  /** Makes one query, or none if no token is valid. */
  @Override
  public Map<String, UserId> authenticateAll(Set<String> accessTokens) {
    var named = new HashMap<String, UserId>();
    for (String token : accessTokens) {
      tokens.user(token).ifPresent(user -> named.put(token, user));
    }
    if (!named.isEmpty()) {
      Map<UserId, ChatalotUser> found = users.users(new HashSet<>(named.values()));
      named.values().removeIf(user -> !found.containsKey(user) || found.get(user).suspended());
    }
    return named;
  }

  /**
   * Only the bearer token: Chatalot sets no cookie of ours, so no foreign page can use a session.
   */
  @Override
  public boolean readsCookie() {
    return false;
  }

  @Override
  public Optional<User> user(UserId id) {
    return users.user(id).map(user -> new User(user.id(), user.username(), user.displayName()));
  }
}
