package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The sessions in the database, which knows their tokens by their SHA-256 alone. */
final class Sessions {
  /** Of one user: more than people have browsers, and scripts that forget to log out. */
  static final int MOST = 100;

  private static final Duration LONGEST_STEP = Duration.ofDays(1);

  private final Database database;
  private final InstantSource clock;
  private final Duration life;

  /** A session is prolonged at most once in this time, so that reading does not mean writing. */
  private final Duration step;

  /**
   * @param life how long a session lasts that is not used
   */
  Sessions(Database database, InstantSource clock, Duration life) {
    this.database = database;
    this.clock = clock;
    this.life = life;
    Duration part = life.dividedBy(30);
    this.step = part.compareTo(LONGEST_STEP) < 0 ? part : LONGEST_STEP;
  }

  Duration life() {
    return life;
  }

  /**
   * Begins a session, in the place of another if there is that one. The user's oldest sessions end
   * where there would be more than {@value #MOST}. Two nodes that do so at once take turns.
   *
   * @return when the session ends
   */
  Instant begin(String token, UserId user, Optional<String> replaced) {
    Instant now = clock.instant();
    Instant end = now.plus(life);
    database.inTransaction(
        handle -> {
          // A statement of its own: the next one must see what others did meanwhile.
          handle.execute(
              "SELECT FROM directory.app_user WHERE id = ? FOR NO KEY UPDATE", user.value());
          return handle
              .createUpdate(
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
                  VALUES (decode(:hash, 'hex'), :user, :now, :end)
                  """)
              .bind("replaced", replaced.map(Sessions::hash).orElse(null))
              .bind("user", user.value())
              .bind("others", MOST - 1)
              .bind("hash", hash(token))
              .bind("now", time(now))
              .bind("end", time(end))
              .execute();
        });
    return end;
  }

  void end(String token) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM directory.session WHERE token_hash = decode(:hash, 'hex')")
                .bind("hash", hash(token))
                .execute());
  }

  /** The users of those of the tokens that prove a session; their sessions live on. */
  Map<String, UserId> users(Set<String> tokens) {
    var byHash = new HashMap<String, String>();
    tokens.forEach(token -> byHash.put(hash(token), token));
    Instant now = clock.instant();
    var users = new HashMap<String, UserId>();
    var toProlong = new ArrayList<String>();
    for (Use use : uses(byHash.keySet(), now)) {
      users.put(byHash.get(use.hash()), use.user());
      if (use.end().isBefore(now.plus(life).minus(step))) {
        toProlong.add(use.hash());
      }
    }
    if (!toProlong.isEmpty()) {
      prolong(toProlong, now);
    }
    return users;
  }

  private List<Use> uses(Collection<String> hashes, Instant now) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT encode(token_hash, 'hex') AS hash, user_id, expires_at
                    FROM unnest(:hashes) AS asked
                    JOIN directory.session ON token_hash = decode(asked, 'hex')
                    WHERE expires_at > :now
                    """)
                .bindArray("hashes", String.class, List.copyOf(hashes))
                .bind("now", time(now))
                .map((row, context) -> use(row))
                .list());
  }

  /** Skips those that another node prolongs, so that two nodes don't wait for each other. */
  private void prolong(List<String> hashes, Instant now) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    WITH used AS (
                      SELECT token_hash FROM unnest(:hashes) AS asked
                      JOIN directory.session ON token_hash = decode(asked, 'hex')
                      WHERE expires_at > :now
                      FOR UPDATE OF session SKIP LOCKED
                    )
                    UPDATE directory.session SET expires_at = :end
                    FROM used WHERE session.token_hash = used.token_hash
                    """)
                .bindArray("hashes", String.class, hashes)
                .bind("now", time(now))
                .bind("end", time(now.plus(life)))
                .execute());
  }

  int forgetExpired() {
    return database.call(
        handle ->
            handle
                .createUpdate("DELETE FROM directory.session WHERE expires_at <= :now")
                .bind("now", time(clock.instant()))
                .execute());
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        row.getString("hash"),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** In hexadecimal digits, which can be compared and looked up. */
  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Use(String hash, UserId user, Instant end) {}
}
