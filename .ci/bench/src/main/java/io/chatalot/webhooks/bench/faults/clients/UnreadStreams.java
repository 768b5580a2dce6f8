package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.faults.scene.Bystanders;
import io.chatalot.webhooks.bench.faults.scene.Callers;
import io.chatalot.webhooks.bench.faults.scene.Fault;
import io.chatalot.webhooks.bench.faults.scene.Moments;
import io.chatalot.webhooks.bench.faults.scene.Scene;
import io.chatalot.webhooks.bench.faults.scene.Service;
import io.chatalot.webhooks.bench.faults.scene.Severity;
import io.chatalot.webhooks.bench.faults.scene.Times;
import io.chatalot.webhooks.bench.stage.Node;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Ports;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Members of a channel follow it without reading, while one member reads. */
final class UnreadStreams implements Fault {
  /** The bound of a session; a user may have two such sessions. */
  private static final int STREAMS_EACH = 50;

  private static final int SMALL = 4 * 1024;
  private static final int CHANNEL = 1_000;
  private static final String WEBHOOK = "w".repeat(64);

  /** Jetty alone could have 400. */
  private static final int MOST_THREADS = 250;

  private static final Duration SOON = Duration.ofMillis(500);

  @Override
  public String title(Severity severity) {
    return String.format(Locale.ROOT, "%,d streams that are never read", count(severity));
  }

  private static int count(Severity severity) {
    return Math.max(STREAMS_EACH, severity.clients() / 2);
  }

  @Override
  public String happen(Scene scene) throws IOException {
    int count = count(scene.severity());
    addChannel(scene.database(), count / STREAMS_EACH + 1);
    Map<String, String> bound =
        Map.of("WEBHOOKS_MAX_STREAMS_PER_USER", Integer.toString(2 * STREAMS_EACH));
    Node node = scene.node(Ports.free(), bound);
    Bystanders others;
    String measured;
    try (Callers callers = scene.callers(node)) {
      callers.awaitServed(Moments.of(1));
      Service.pause(scene.severity().time().toMillis());
      others = new Bystanders(scene);
      try (var honest = new HonestFollower(scene.ledger(), node, request(0), WEBHOOK);
          var crowd = new Crowd(node, count, SMALL)) {
        for (int i = 0; i < count; i++) {
          crowd.send(i, request(1 + i / STREAMS_EACH));
        }
        honest.follow(scene.severity().time());
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
   * Adds a channel apart from the other callers' channels, with a session for the reading member
   * and for each of the others.
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

  /**
   * Memory and threads of the process, where the system tells; many streams must take few threads.
   */
  private static String size(Scene scene, Node node) {
    OptionalLong threads = node.status("Threads");
    OptionalLong kib = node.status("VmRSS");
    if (threads.isEmpty() || kib.isEmpty()) {
      return "size unknown";
    }
    if (threads.getAsLong() > MOST_THREADS) {
      scene.ledger().surprise(threads.getAsLong() + " threads");
    }
    return String.format(
        Locale.ROOT, "resident %d MiB, %d threads", kib.getAsLong() / 1024, threads.getAsLong());
  }
}
