package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions by name and password, for a host that has no log-in of its own. */
public interface Accounts extends Authenticator {
  /**
   * Begins a session. Blocks while the password is checked, so call it from a bounded pool of
   * threads and not from a request's thread.
   *
   * @param replaced the token that the client had until now, whose session ends with the new one's
   *     begin, if there is such a session; a log-in that fails ends nothing
   * @return empty if the name or the password is wrong; both take the same time
   */
  Optional<Session> login(String username, String password, Optional<String> replaced);

  /** Begins a session beside all others. */
  default Optional<Session> login(String username, String password) {
    return login(username, password, Optional.empty());
  }

  /** Ends a session at once, on every node; does nothing if there is none. */
  void logout(String sessionToken);

  /** How long a session lasts that is not used; each use makes it last as long again. */
  Duration sessionLife();

  /** The user, if there is one. */
  Optional<User> user(UserId id);

  /** Somebody with an account. */
  record User(UserId id, String username, String displayName) {}

  /**
   * A session that has just begun.
   *
   * @param accessToken the secret that proves it; 1 or more characters that need no quoting in a
   *     header or a cookie
   */
  record Session(String accessToken, Instant expiresAt, User user) {
    @Override
    public String toString() {
      return "Session[accessToken=***, expiresAt=" + expiresAt + ", user=" + user + "]";
    }
  }
}
