package io.chatalot.webhooks.server.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of the last 30 days: in the database, so that they survive a restart and other nodes
 * know them, and in memory, where they are looked up. The database stores 128 bits of the
 * HMAC-SHA-256 of client and account under a secret of this database, since the few possible
 * addresses could be tried against a bare hash. Each client is written at most once a day, and
 * their number is bounded by account. The database's clock decides their age in the database; in
 * memory a client that was read gets the same age by this node's clock.
 */
public final class PostgresKnownClients implements KnownClients {
  static final Duration KNOWN_FOR = Duration.ofDays(30);

  /** The most clients of an account; the latest stay. */
  static final int MOST_OF_AN_ACCOUNT = 50;

  /** The most clients in memory, in some megabytes. */
  private static final int MOST = 20_000;

  private static final Duration WRITTEN_EACH = Duration.ofDays(1);

  /** Another node's commit may come late. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(PostgresKnownClients.class);

  private final Database database;
  private final InstantSource clock;
  private final SecretKeySpec secret;
  private final Cache<UUID, Instant> seen = Caffeine.newBuilder().maximumSize(MOST).build();

  /** By the database's clock. */
  private volatile Instant readUpTo = Instant.EPOCH;

  /** Reads the known clients. */
  public PostgresKnownClients(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    byte[] bytes =
        database.call(
            handle ->
                handle
                    .createQuery("SELECT secret FROM directory.known_client_secret")
                    .mapTo(byte[].class)
                    .one());
    secret = new SecretKeySpec(bytes, "HmacSHA256");
    refresh();
  }

  @Override
  public boolean isKnown(String client, String username) {
    if (!Names.isUsername(username)) {
      return false;
    }
    Instant last = seen.getIfPresent(hash(client, username));
    return last != null && last.plus(KNOWN_FOR).isAfter(clock.instant());
  }

  @Override
  public void remember(String client, User user) {
    UUID hash = hash(client, user.username());
    Instant now = clock.instant();
    Instant last = seen.getIfPresent(hash);
    if (last == null || last.plus(WRITTEN_EACH).isBefore(now)) {
      seen.put(hash, now);
      try {
        write(hash, user);
      } catch (WebhookException away) {
        LOG.debug("A client is known to this node alone", away);
      } catch (RuntimeException e) {
        LOG.error("Could not store from where an account was logged into", e);
      }
    }
  }

  private void write(UUID hash, User user) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO directory.known_client (hash, user_id, seen_at)
                  SELECT :hash, id, clock_timestamp() FROM directory.app_user WHERE id = :user
                  ON CONFLICT (hash) DO UPDATE
                  SET user_id = excluded.user_id, seen_at = excluded.seen_at
                  """)
              .bind("hash", hash)
              .bind("user", user.id().value())
              .execute();
          return handle
              .createUpdate(
                  """
                  DELETE FROM directory.known_client WHERE hash IN (
                    SELECT hash FROM directory.known_client WHERE user_id = :user
                    ORDER BY seen_at DESC, hash OFFSET :most)
                  """)
              .bind("user", user.id().value())
              .bind("most", MOST_OF_AN_ACCOUNT)
              .execute();
        });
  }

  /** Reads the clients that other nodes have written since the last read. */
  public void refresh() {
    Instant from = readUpTo.minus(readUpTo.equals(Instant.EPOCH) ? Duration.ZERO : SLACK);
    readUpTo = database.call(handle -> read(handle, from));
  }

  /** Returns the time of the database, taken before the read. */
  private Instant read(Handle handle, Instant from) {
    Instant now = clock.instant();
    Instant databaseNow =
        handle
            .createQuery("SELECT now()")
            .mapTo(OffsetDateTime.class)
            .map(OffsetDateTime::toInstant)
            .one();
    handle
        .createQuery(
            """
            SELECT hash, seen_at FROM directory.known_client WHERE seen_at >= :from
            ORDER BY seen_at DESC LIMIT :most
            """)
        .bind("from", from.atOffset(ZoneOffset.UTC))
        .bind("most", MOST)
        .map(
            (row, context) -> {
              Instant seenAt = row.getObject("seen_at", OffsetDateTime.class).toInstant();
              Duration age = Duration.between(seenAt, databaseNow);
              seen.put(row.getObject("hash", UUID.class), now.minus(age));
              return row;
            })
        .forEach(unused -> {});
    return databaseNow;
  }

  /** Deletes clients that have not been seen for 30 days. */
  public int forgetOld() {
    Instant before = clock.instant().minus(KNOWN_FOR);
    seen.asMap().values().removeIf(last -> last.isBefore(before));
    return database.call(
        handle ->
            handle
                .createUpdate(
                    """
                    DELETE FROM directory.known_client
                    WHERE seen_at < now() - make_interval(secs => :age)
                    """)
                .bind("age", (double) KNOWN_FOR.toSeconds())
                .execute());
  }

  private UUID hash(String client, String username) {
    try {
      Mac hmac = Mac.getInstance(secret.getAlgorithm());
      hmac.init(secret);
      String text = client + " " + username.toLowerCase(Locale.ROOT);
      ByteBuffer all = ByteBuffer.wrap(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return new UUID(all.getLong(), all.getLong());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
