package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.Accounts;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Users and their sessions. A session ends 30 days after it was last used, counted by the day. Its
 * token has 256 random bits, of which only the SHA-256 is stored. Nothing is cached, so that a
 * session that was ended is dead at once on every node. Safe for use by many threads.
 */
public final class PostgresAccounts implements Accounts {
  private static final Duration LIFE = Duration.ofDays(30);

  /** A session is prolonged at most once in this time, so that reading does not mean writing. */
  private static final Duration STEP = Duration.ofDays(1);

  private final Database database;
  private final Passwords passwords;
  private final SecureRandom random;
  private final InstantSource clock;

  public PostgresAccounts(
      Database database, Passwords passwords, SecureRandom random, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Optional<Session> login(String username, String password) {
    Optional<Account> account = Names.isUsername(username) ? account(username) : Optional.empty();
    if (!passwords.matches(password, account.map(Account::passwordHash))) {
      return Optional.empty();
    }
    return account.map(Account::user).map(this::begin);
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

  private Session begin(User user) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    Instant end = now.plus(LIFE);
    database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO directory.session (token_hash, user_id, created_at, expires_at)
                    VALUES (:hash, :user, :now, :end)
                    """)
                .bind("hash", hash(token))
                .bind("user", user.id().value())
                .bind("now", time(now))
                .bind("end", time(end))
                .execute());
    return new Session(token, end, user);
  }

  @Override
  public void logout(String sessionToken) {
    database.call(
        handle ->
            handle
                .createUpdate("DELETE FROM directory.session WHERE token_hash = :hash")
                .bind("hash", hash(sessionToken))
                .execute());
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
    byte[] hash = hash(sessionToken);
    Instant now = clock.instant();
    Optional<Use> use =
        database.call(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT user_id, expires_at FROM directory.session
                        WHERE token_hash = :hash AND expires_at > :now
                        """)
                    .bind("hash", hash)
                    .bind("now", time(now))
                    .map((row, context) -> use(row))
                    .findOne());
    if (use.isPresent() && use.get().end().isBefore(now.plus(LIFE).minus(STEP))) {
      prolong(hash, now);
    }
    return use.map(Use::user);
  }

  private void prolong(byte[] hash, Instant now) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE directory.session SET expires_at = :end
                    WHERE token_hash = :hash AND expires_at > :now
                    """)
                .bind("hash", hash)
                .bind("now", time(now))
                .bind("end", time(now.plus(LIFE)))
                .execute());
  }

  /** Deletes the sessions that have expired, which nobody can tell from there being none. */
  public int forgetExpired() {
    return database.call(
        handle ->
            handle
                .createUpdate("DELETE FROM directory.session WHERE expires_at <= :now")
                .bind("now", time(clock.instant()))
                .execute());
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"));
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        new UserId(row.getObject("user_id", UUID.class)),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Account(User user, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }

  private record Use(UserId user, Instant end) {}
}
