package io.chatalot.webhooks.adapter.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.LoggedLines;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator reads in the log while the database is not what it should be. */
class AvailabilityTest {
  private static final String FULL =
      "WARN The database takes no writes: ERROR: as asked (SQLState 53100)";
  private static final String ROOM = "INFO The database takes writes again.";
  private static final String AWAY = "WARN The database is away: ERROR: as asked (SQLState 57P01)";
  private static final String BACK = "INFO The database is back.";

  private static DataSource address;

  private final LoggedLines log = new LoggedLines();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Database database = new Database(address, new Availability(log, nanoTime::get));

  @BeforeAll
  static void makeDatabase() {
    address = TestPostgres.database();
    new Database(address).call(handle -> handle.execute("CREATE TABLE number (n int)"));
  }

  private void fail(String state) {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    handle ->
                        handle.execute(
                            "DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '"
                                + state
                                + "'; END $$")))
        .isInstanceOf(WebhookException.class);
  }

  private void read() {
    assertThat(database.isThere()).isTrue();
    int one =
        database.inTransaction(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    assertThat(one).isEqualTo(1);
  }

  private void write() {
    database.inTransaction(handle -> handle.execute("INSERT INTO number VALUES (1)"));
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  @Test
  void aFullDiskIsLoggedOnceHoweverManyReadsSucceedMeanwhile() {
    for (int i = 0; i < 3; i++) {
      fail("53100");
      pass(Availability.SETTLED);
      read();
    }
    assertThat(log.lines()).containsExactly(FULL);
  }

  @Test
  void aWriteThatFindsRoomAmongOthersThatDoNotIsNoEndOfIt() {
    for (int i = 0; i < 3; i++) {
      fail("53100");
      pass(Availability.SETTLED.minusNanos(1));
      write();
    }
    assertThat(log.lines()).containsExactly(FULL);
  }

  @Test
  void theEndOfAFullDiskIsLoggedOnceWhenWritesSucceedForAWhile() {
    fail("53100");
    pass(Availability.SETTLED);
    write();
    write();
    fail("53100");
    assertThat(log.lines()).containsExactly(FULL, ROOM, FULL);
  }

  @Test
  void aMessageThatIsStoredIsAWriteWithAKeyOrWithout() {
    var webhooks = new JdbcWebhookStore(database);
    Webhook webhook = Samples.added(webhooks, Samples.channel());
    try (var messages = new JdbcMessageLog(database, address)) {
      fail("53100");
      pass(Availability.SETTLED);
      messages.append(Samples.plain(webhook, "text"));
      fail("53100");
      pass(Availability.SETTLED);
      messages.append(Samples.once(webhook, "key", "text"));
    }
    assertThat(log.lines()).containsExactly(FULL, ROOM, FULL, ROOM);
  }

  @Test
  void anOutageAndItsEndAreLoggedOnceEach() {
    fail("57P01");
    fail("57P01");
    read();
    read();
    assertThat(log.lines()).containsExactly(AWAY, BACK);
  }

  @Test
  void oneThatComesBackWithItsDiskStillFullIsBackAndTakesNoWrites() {
    fail("53100");
    fail("57P01");
    read();
    fail("53100");
    assertThat(log.lines()).containsExactly(FULL, AWAY, BACK);
  }
}
