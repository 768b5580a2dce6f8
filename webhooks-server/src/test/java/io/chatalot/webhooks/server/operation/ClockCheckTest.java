package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.fake.ManualPause;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.TestDatabases;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The database of these tests is on this machine, so this machine's clock is the database's. */
class ClockCheckTest {
  private final HikariDataSource pool = TestDatabases.open();
  private final Database database = new Database(pool);
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Logger logger = (Logger) LoggerFactory.getLogger(ClockCheckTest.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    pool.close();
  }

  private List<String> warnings() {
    return lines(Level.WARN);
  }

  private List<String> lines(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private ClockCheck check() {
    return new ClockCheck(
        database, () -> Instant.now().plus(ahead.get()), logger, Backgrounds.silent());
  }

  @Test
  void aClockThatIsRightIsNotWorthAWord() {
    try (ClockCheck check = check()) {
      assertThat(check.offsetSeconds()).isBetween(-2.0, 2.0);
    }
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aClockThatIsAheadOrBehindIsSaidSoAtEachComparisonWhileItIs() {
    ahead.set(Duration.ofHours(49));
    try (ClockCheck check = check()) {
      assertThat(check.offsetSeconds()).isBetween(176_390.0, 176_410.0);
      check.compare();
      ahead.set(Duration.ofHours(-1));
      check.compare();
      assertThat(check.offsetSeconds()).isBetween(-3_610.0, -3_590.0);
      ahead.set(Duration.ZERO);
      check.compare();
      assertThat(check.offsetSeconds()).isBetween(-2.0, 2.0);
    }
    List<String> lines = warnings();
    assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("The clock of this node is "));
    assertThat(lines.get(0)).contains(" s ahead of the database's");
    assertThat(lines.get(1)).contains(" s ahead of the database's");
    assertThat(lines.get(2)).contains(" s behind the database's");
  }

  @Test
  void aComparisonThatFailsLeavesTheLastOne() {
    ahead.set(Duration.ofSeconds(60));
    try (ClockCheck check = check()) {
      double before = check.offsetSeconds();
      pool.close();
      assertThatThrownBy(check::compare).hasRootCauseInstanceOf(SQLException.class);
      assertThat(check.offsetSeconds()).isEqualTo(before);
    }
  }

  @Test
  void clocksAreComparedAtTheStartAndEachHour() throws Exception {
    var hour = new ManualPause();
    ahead.set(Duration.ofHours(49));
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    try (var check = new ClockCheck(database, clock, logger, Backgrounds.paused(hour))) {
      for (int comparisons = 1; comparisons <= 3; comparisons++) {
        assertThat(hour.awaitBegin()).isEqualTo(Duration.ofHours(1));
        assertThat(warnings()).hasSize(comparisons);
        assertThat(check.offsetSeconds()).isGreaterThan(176_000);
        hour.end();
      }
    }
  }

  @Test
  void itIsAmongTheMetricsInSeconds() {
    ahead.set(Duration.ofHours(49));
    try (Metrics metrics = new Metrics();
        ClockCheck check = check()) {
      metrics.watchSeconds("webhook.clock.offset", check::offsetSeconds);

      assertThat(metrics.scrape())
          .containsPattern("(?m)^webhook_clock_offset_seconds 176[34]\\d\\d");
    }
  }
}
