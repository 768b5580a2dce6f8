package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Node;
import io.chatalot.webhooks.benchmark.OwnDatabase;
import io.chatalot.webhooks.benchmark.Ports;
import io.chatalot.webhooks.benchmark.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of a channel follow it and never read, while one of them does. */
final class UnreadStreams implements Fault {
  /** What a session may have; a user may have two such sessions. */
  private static final int STREAMS_EACH = 50;

  private static final int SMALL = 4 * 1024;
  private static final int CHANNEL = 1_000;
  private static final String WEBHOOK = "w".repeat(64);

  /** Of Jetty alone there could be 400. */
  private static final int MOST_THREADS = 250;

  private static final Duration SOON = Duration.ofMillis(500);
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s*(\\d+)");

  @Override
  public String title(Options options) {
    return String.format(Locale.ROOT, "%,d streams that are never read", count(options));
  }

  private static int count(Options options) {
    return Math.max(STREAMS_EACH, options.clients() / 2);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    int count = count(scene.options());
    addChannel(scene.database(), count / STREAMS_EACH + 1);
    Map<String, String> bound =
        Map.of("WEBHOOKS_MAX_STREAMS_PER_USER", Integer.toString(2 * STREAMS_EACH));
    Node node = scene.node(Ports.free(), bound);
    Bystanders others;
    String measured;
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      Service.pause(scene.options().time().toMillis());
      others = new Bystanders(scene);
      try (var honest = new HonestFollower(scene.ledger(), node, request(0), WEBHOOK);
          var crowd = new Crowd(node, count, SMALL)) {
        for (int i = 0; i < count; i++) {
          crowd.send(i, request(1 + i / STREAMS_EACH));
        }
        honest.follow(scene.options().time());
        Duration late = honest.percentile(99);
        if (late.compareTo(SOON) > 0) {
          scene.ledger().surprise("a reader heard after " + Times.seconds(late) + " at p99");
        }
        measured = honest.shown() + "; " + size(scene, node);
      }
      others.enough();
    }
    return others.judge() + "; " + measured;
  }

  private static String request(int session) {
    return String.format(
        Locale.ROOT,
        """
        GET /api/channels/%s/messages/stream HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer follower-%d\r
        \r
        """,
        Seeds.channel(CHANNEL),
        session);
  }

  /**
   * Apart from those of the other callers, with a session for the honest and for each of others.
   */
  private static void addChannel(OwnDatabase database, int sessions) {
    database.execute(
        String.format(
            Locale.ROOT,
            """
            INSERT INTO directory.channel (id, community_id, name, created_at)
            SELECT '%1$s', id, 'followed', now() FROM directory.community LIMIT 1;
            INSERT INTO webhooks.webhook
              (id, channel_id, name, active, token_hash, created_by, created_at, version)
            SELECT gen_random_uuid(), '%1$s', 'CI', true, sha256('%2$s'), id, now(), 1
            FROM directory.app_user LIMIT 1;
            INSERT INTO directory.app_user (id, username, display_name, password_hash, created_at)
            SELECT gen_random_uuid(), 'follower-' || n, 'Follower', 'none', now()
            FROM generate_series(0, %3$d) AS n;
            INSERT INTO directory.member (community_id, user_id, role)
            SELECT community.id, app_user.id, 'member'
            FROM directory.community, directory.app_user WHERE username LIKE 'follower-%%';
            INSERT INTO directory.session (token_hash, user_id, created_at, expires_at)
            SELECT sha256(convert_to('follower-' || n, 'UTF8')), id, now(), now() + interval '1 day'
            FROM generate_series(0, %3$d) AS n
            JOIN directory.app_user
              ON username = 'follower-' || CASE WHEN n = 0 THEN 0 ELSE (n + 1) / 2 END;
            """,
            Seeds.channel(CHANNEL),
            WEBHOOK,
            sessions));
  }

  /** Of the process, where the system tells; writing to many takes few of its threads. */
  private static String size(Scene scene, Node node) throws IOException {
    Path status = Path.of("/proc/" + node.pid() + "/status");
    if (!Files.exists(status)) {
      return "size unknown";
    }
    String text = Files.readString(status);
    if (number(THREADS, text) > MOST_THREADS) {
      scene.ledger().surprise(number(THREADS, text) + " threads");
    }
    return String.format(
        Locale.ROOT,
        "resident %d MiB, %d threads",
        number(RESIDENT, text) / 1024,
        number(THREADS, text));
  }

  private static long number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
