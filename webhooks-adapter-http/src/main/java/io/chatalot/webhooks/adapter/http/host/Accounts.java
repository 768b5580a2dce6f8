package io.chatalot.webhooks.adapter.http.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions begun by name and password, for a host that uses our log-in page. */
public interface Accounts extends Authenticator, Users {
  /**
   * Begins a session. Blocks while the password is checked, so call it from a bounded pool of
   * threads and not from a request's thread.
   *
   * @param replaced the client's previous token; a successful log-in ends its session, if it
   *     exists, and a failed log-in ends nothing
   * @return empty if the name or the password is wrong; both take the same time
   */
  Optional<Session> login(String username, String password, Optional<String> replaced);

  /** Begins a session, and ends no other. */
  default Optional<Session> login(String username, String password) {
    return login(username, password, Optional.empty());
  }

  /** Ends a session at once, on every node; does nothing if the session does not exist. */
  void logout(String sessionToken);

  /** The time after its last use at which a session expires. */
  Duration sessionLife();

  /**
   * A session that has just begun.
   *
   * @param accessToken the session's secret token: 1 or more characters that need no quoting in a
   *     header or a cookie
   */
  record Session(String accessToken, Instant expiresAt, User user) {
    @Override
    public String toString() {
      return "Session[accessToken=***, expiresAt=" + expiresAt + ", user=" + user + "]";
    }
  }
}
