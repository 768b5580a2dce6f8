package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.Sha256;
import io.chatalot.webhooks.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The sessions in the database, which stores only the SHA-256 of their tokens. The database's clock
 * begins and ends them, so that no node ends the sessions of another.
 */
final class Sessions {
  /**
   * The most sessions of a user: more than people have browsers, and a bound for scripts that
   * forget to log out.
   */
  static final int MOST = 100;

  private static final Duration LONGEST_STEP = Duration.ofDays(1);

  private final Database database;
  private final Duration life;

  /** A session is prolonged at most once in this time, so that reading does not cause writing. */
  private final Duration step;

  /**
   * @param life how long a session lasts without use
   */
  Sessions(Database database, Duration life) {
    this.database = database;
    this.life = life;
    Duration part = life.dividedBy(30);
    this.step = part.compareTo(LONGEST_STEP) < 0 ? part : LONGEST_STEP;
  }

  Duration life() {
    return life;
  }

  /**
   * Begins a session, and ends the replaced session if it exists. The user's oldest sessions end
   * beyond {@value #MOST}. Two nodes that begin sessions of one user take turns.
   *
   * @return when the session ends
   */
  Instant begin(String token, UserId user, Optional<String> replaced) {
    return database.inTransaction(
        handle -> {
          // A separate statement, so that the next statement sees the changes of other nodes.
          handle.execute(
              "SELECT FROM directory.app_user WHERE id = ? FOR NO KEY UPDATE", user.value());
          return handle
              .createQuery(
                  """
                  WITH replaced AS (
                    DELETE FROM directory.session WHERE token_hash = decode(:replaced, 'hex')
                  ), oldest AS (
                    DELETE FROM directory.session WHERE token_hash IN (
                      SELECT token_hash FROM directory.session
                      WHERE user_id = :user
                        AND token_hash IS DISTINCT FROM decode(:replaced, 'hex')
                      ORDER BY created_at DESC, token_hash OFFSET :others)
                  )
                  INSERT INTO directory.session (token_hash, user_id, created_at, expires_at)
                  SELECT decode(:hash, 'hex'), :user, begun,
                    date_trunc('milliseconds', begun) + make_interval(secs => :life)
                  FROM (SELECT clock_timestamp() AS begun) AS clock
                  RETURNING expires_at
                  """)
              .bind("replaced", replaced.map(Sha256::hex).orElse(null))
              .bind("user", user.value())
              .bind("others", MOST - 1)
              .bind("hash", Sha256.hex(token))
              .bind("life", seconds(life))
              .map((row, context) -> row.getObject("expires_at", OffsetDateTime.class).toInstant())
              .one();
        });
  }

  void end(String token) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM directory.session WHERE token_hash = decode(:hash, 'hex')")
                .bind("hash", Sha256.hex(token))
                .execute());
  }

  /** The user of each token that proves a session; the sessions are prolonged. */
  Map<String, UserId> users(Set<String> tokens) {
    var byHash = new HashMap<String, String>();
    tokens.forEach(token -> byHash.put(Sha256.hex(token), token));
    var users = new HashMap<String, UserId>();
    var toProlong = new ArrayList<String>();
    for (Use use : uses(byHash.keySet())) {
      users.put(byHash.get(use.hash()), use.user());
      if (use.ageing()) {
        toProlong.add(use.hash());
      }
    }
    if (!toProlong.isEmpty()) {
      prolong(toProlong);
    }
    return users;
  }

  private List<Use> uses(Collection<String> hashes) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT encode(token_hash, 'hex') AS hash, user_id,
                      expires_at < now() + make_interval(secs => :young) AS ageing
                    FROM unnest(:hashes) AS asked
                    JOIN directory.session ON token_hash = decode(asked, 'hex')
                    WHERE expires_at > now()
                    """)
                .bindArray("hashes", String.class, List.copyOf(hashes))
                .bind("young", seconds(life.minus(step)))
                .map((row, context) -> use(row))
                .list());
  }

  /** Skips sessions that another node is prolonging, so that nodes do not wait for each other. */
  private void prolong(List<String> hashes) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    WITH used AS (
                      SELECT token_hash FROM unnest(:hashes) AS asked
                      JOIN directory.session ON token_hash = decode(asked, 'hex')
                      WHERE expires_at > now()
                      FOR UPDATE OF session SKIP LOCKED
                    )
                    UPDATE directory.session
                    SET expires_at = date_trunc('milliseconds', now())
                      + make_interval(secs => :life)
                    FROM used WHERE session.token_hash = used.token_hash
                    """)
                .bindArray("hashes", String.class, hashes)
                .bind("life", seconds(life))
                .execute());
  }

  int forgetExpired() {
    return database.call(
        handle -> handle.execute("DELETE FROM directory.session WHERE expires_at <= now()"));
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        row.getString("hash"),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getBoolean("ageing"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  /**
   * @param ageing whether the session ends earlier than a use now would make it end
   */
  private record Use(String hash, UserId user, boolean ageing) {}
}
