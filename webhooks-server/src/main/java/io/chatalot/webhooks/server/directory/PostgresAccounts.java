package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.UserId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Users and their sessions. A session ends when it has not been used for its life, counted by the
 * day, or finer if it is short. Its token has 256 random bits, of which only the SHA-256 is stored.
 * Nothing is cached, so that a session that was ended is dead at once on every node. A user has at
 * most {@value Sessions#MOST} sessions; one more ends the oldest. All times are the database's.
 * Safe for use by many threads.
 */
public final class PostgresAccounts implements Accounts {
  private final Database database;
  private final Passwords passwords;
  private final SecureRandom random;
  private final Sessions sessions;

  /**
   * @param sessionLife how long a session lasts without use
   */
  public PostgresAccounts(
      Database database, Passwords passwords, SecureRandom random, Duration sessionLife) {
    this.database = database;
    this.passwords = passwords;
    this.random = random;
    this.sessions = new Sessions(database, sessionLife);
  }

  @Override
  public Optional<Session> login(String username, String password, Optional<String> replaced) {
    Optional<Account> account = Names.isUsername(username) ? account(username) : Optional.empty();
    if (!passwords.matches(password, account.map(Account::passwordHash))) {
      return Optional.empty();
    }
    return account.map(Account::user).map(user -> begin(user, replaced));
  }

  private Optional<Account> account(String username) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, username, display_name, password_hash FROM directory.app_user
                    WHERE lower(username) = lower(:username)
                    """)
                .bind("username", username)
                .map((row, context) -> new Account(user(row), row.getString("password_hash")))
                .findOne());
  }

  /** Whether an account has this username; compares without case. */
  public boolean exists(String username) {
    return Names.isUsername(username) && account(username).isPresent();
  }

  private Session begin(User user, Optional<String> replaced) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new Session(token, sessions.begin(token, user.id(), replaced), user);
  }

  @Override
  public void logout(String sessionToken) {
    sessions.end(sessionToken);
  }

  @Override
  public Duration sessionLife() {
    return sessions.life();
  }

  @Override
  public Optional<User> user(UserId id) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT id, username, display_name FROM directory.app_user WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> user(row))
                .findOne());
  }

  @Override
  public Optional<UserId> authenticate(String sessionToken) {
    return Optional.ofNullable(sessions.users(Set.of(sessionToken)).get(sessionToken));
  }

  @Override
  public Map<String, UserId> authenticateAll(Set<String> sessionTokens) {
    return sessions.users(sessionTokens);
  }

  /** Deletes expired sessions, which act as if they did not exist. */
  public int forgetExpired() {
    return sessions.forgetExpired();
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"));
  }

  private record Account(User user, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }
}
