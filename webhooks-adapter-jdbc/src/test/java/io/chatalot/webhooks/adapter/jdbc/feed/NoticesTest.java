package io.chatalot.webhooks.adapter.jdbc.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notices by themselves, without the clock that wakes everybody as well. */
class NoticesTest {
  private static DataSource address;

  private final UUID node = UUID.randomUUID();
  private final ChannelId channel = Samples.channel();
  private final Subscribers subscribers = new Subscribers(LoggedBackground.create());
  private final Semaphore woken = new Semaphore(0);
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private NoticeListener listener;

  @BeforeAll
  static void makeDatabase() {
    address = TestPostgres.emptyDatabase();
  }

  @BeforeEach
  void listen() throws InterruptedException {
    subscribers.add(channel, woken::release);
    listener =
        new NoticeListener(
            TestPostgres.named(address, "listener"), node, subscribers, LoggedBackground.create());
    requireWoken();
  }

  @AfterEach
  void end() {
    listener.close();
    scheduler.shutdown();
  }

  private void requireWoken() throws InterruptedException {
    assertThat(woken.tryAcquire(20, TimeUnit.SECONDS)).as("woken").isTrue();
  }

  private NoticeSender sender(UUID from) {
    return new NoticeSender(new Database(address), from, scheduler, LoggedBackground.create());
  }

  private void notifyRaw(String text) {
    Jdbi.create(address)
        .useHandle(handle -> handle.execute("SELECT pg_notify(?, ?)", Notice.NAME, text));
  }

  @Test
  void aNoticeOfAnotherNodeWakesThoseWhoFollowItsChannel() throws InterruptedException {
    sender(UUID.randomUUID()).send(Set.of(channel, Samples.channel()));

    requireWoken();
  }

  @Test
  void moreChannelsThanANoticeCanNameAreAllToldOf() throws InterruptedException {
    var channels = new HashSet<ChannelId>();
    var all = new Semaphore(0);
    for (int i = 0; i <= 2 * Notice.MAX_CHANNELS; i++) {
      ChannelId other = Samples.channel();
      channels.add(other);
      subscribers.add(other, all::release);
    }

    sender(UUID.randomUUID()).send(channels);

    assertThat(all.tryAcquire(channels.size(), 20, TimeUnit.SECONDS)).as("woken").isTrue();
  }

  @Test
  void whatIsNoNoticeOrOfThisNodeOrOfOtherChannelsWakesNobody() throws InterruptedException {
    notifyRaw("");
    notifyRaw("hello");
    notifyRaw("not ours");
    notifyRaw(new Notice(node, List.of(channel)).text());
    notifyRaw(new Notice(UUID.randomUUID(), List.of(Samples.channel())).text());
    ChannelId last = Samples.channel();
    var lastIsHeard = new Semaphore(0);
    subscribers.add(last, lastIsHeard::release);
    notifyRaw(new Notice(UUID.randomUUID(), List.of(last)).text());

    // Notices keep their order, so the last one comes when the others have been heard.
    assertThat(lastIsHeard.tryAcquire(20, TimeUnit.SECONDS)).as("woken").isTrue();
    assertThat(woken.availablePermits()).isZero();
  }

  @Test
  void aListenerThatLosesItsConnectionGetsAnotherAndWakesEverybody() throws InterruptedException {
    Jdbi.create(address)
        .useHandle(
            handle ->
                handle.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'listener'"
                        + " AND datname = current_database()"));
    requireWoken();

    sender(UUID.randomUUID()).send(Set.of(channel));
    requireWoken();
  }

  /** The connection's next user would get notices that nobody reads. */
  @Test
  void aConnectionListensNoMoreWhenItGoesBackToItsPool() throws Exception {
    try (HikariDataSource pool = TestPostgres.pool(address, 1)) {
      var waking = new Subscribers(LoggedBackground.create());
      var listens = new Semaphore(0);
      waking.add(channel, listens::release);
      var listening =
          new NoticeListener(pool, UUID.randomUUID(), waking, LoggedBackground.create());
      assertThat(listens.tryAcquire(20, TimeUnit.SECONDS)).as("listens").isTrue();
      listening.close();

      int channels =
          Jdbi.create(pool)
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT count(*) FROM pg_listening_channels()")
                          .mapTo(Integer.class)
                          .one());
      assertThat(channels).isZero();
    }
  }

  @Test
  void aSubscriberThatFailsKeepsNobodyElseFromBeingWoken() throws InterruptedException {
    subscribers.add(
        channel,
        () -> {
          throw new IllegalStateException("on purpose");
        });

    sender(UUID.randomUUID()).send(Set.of(channel));
    requireWoken();
    sender(UUID.randomUUID()).send(Set.of(channel));
    requireWoken();
  }

  @Test
  void theClockWakesThoseWhomNoNoticeReaches() throws InterruptedException {
    var nowhere = TestPostgres.named(address, "nowhere");
    nowhere.setDatabaseName("nowhere");
    try (var notices =
        new Notices(new Database(TestPostgres.database()), nowhere, LoggedBackground.create())) {
      var here = new Semaphore(0);
      notices.subscribe(channel, here::release);

      assertThat(here.tryAcquire(20, TimeUnit.SECONDS)).as("woken").isTrue();
    }
  }
}
