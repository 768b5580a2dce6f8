package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.jdbc.JdbcAuditTrail;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.Javalin;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An embedder closes the stores before the server, while channels are followed. */
class StoresClosedFirstTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int STREAMS = 5;

  private final InMemoryDirectory directory = new InMemoryDirectory();
  private final CommunityId community = new CommunityId(UUID.randomUUID());
  private final ChannelId channel = directory.addChannel(community);
  private final UserId member = directory.addMember(community, Role.MEMBER);
  private final List<Socket> clients = new ArrayList<>();

  private HikariDataSource pool;
  private JdbcMessageLog messages;
  private WebhooksApi api;
  private Javalin embedder;

  @BeforeEach
  void follow() throws Exception {
    pool = TestDatabases.open();
    Migrations.migrate(pool);
    var database = new Database(pool);
    var webhooks = new JdbcWebhookStore(database);
    messages = new JdbcMessageLog(database, pool);
    api =
        new WebhooksApi(
            new WebhookManager(
                webhooks,
                new JdbcAuditTrail(database),
                directory,
                10,
                UUID::randomUUID,
                new SecureRandom()),
            new WebhookCaller(
                webhooks,
                WebhookCache.NONE,
                directory,
                messages,
                RateLimiter.UNLIMITED,
                RateLimiter.UNLIMITED,
                Refusals.NONE,
                PayloadCaptures.NONE,
                UUID::randomUUID,
                InstantSource.system()),
            new MessageReader(messages, directory),
            session -> Optional.of(member),
            () -> URI.create("https://chat.example"));
    embedder = Javalin.create(api::mount).start("127.0.0.1", 0);
    for (int i = 0; i < STREAMS; i++) {
      clients.add(follower());
    }
  }

  private Socket follower() throws Exception {
    var client = new Socket("127.0.0.1", embedder.port());
    client.setSoTimeout(10_000);
    String request =
        String.format(
            Locale.ROOT,
            "GET /api/channels/%s/messages/stream HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Authorization: Bearer x\r\n\r\n",
            channel.value());
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] status = client.getInputStream().readNBytes("HTTP/1.1 200".length());
    assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    embedder.stop();
    api.close();
    messages.close();
    pool.close();
  }

  @Test
  void theServerIsStoppedAndThenTheStreamsAreEnded() throws Exception {
    inTime(messages::close);
    inTime(pool::close);
    inTime(embedder::stop);
    inTime(api::close);
    requireNoStream();
  }

  @Test
  void theStreamsAreEndedAndThenTheServerIsStopped() throws Exception {
    inTime(pool::close);
    inTime(messages::close);
    inTime(api::close);
    inTime(embedder::stop);
    requireNoStream();
  }

  private static void inTime(Runnable end) {
    assertThat(CompletableFuture.runAsync(end)).succeedsWithin(SOON);
  }

  private void requireNoStream() throws InterruptedException {
    long start = System.nanoTime();
    while (api.openStreams() > 0 || isFollowed()) {
      assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(SOON.toNanos());
      Thread.sleep(10);
    }
  }

  private static boolean isFollowed() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(
            name -> name.startsWith("event-stream-tail") || name.equals("event-stream-catch-up"));
  }
}
