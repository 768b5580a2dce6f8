package io.chatalot.webhooks.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import io.chatalot.webhooks.adapter.http.host.LoginAttempt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailedLoginsTest {
  private static final Path MANUAL = Path.of("..", "docs", "operations.md");

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger leftOut = new AtomicInteger();
  private final FailedLogins failures =
      new FailedLogins("owner"::equals, leftOut::incrementAndGet, now::get);

  private final Logger logger = (Logger) LoggerFactory.getLogger(FailedLogins.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void end() {
    logger.detachAppender(log);
  }

  @Test
  void aFailureIsOneLineWithItsClientReasonRouteAndAccount() {
    failures.wrong(attempt("203.0.113.9", "owner"));
    failures.limited(attempt("2001:db8::7", "owner"));

    assertThat(lines())
        .containsExactly(
            "Log-in failed: client=203.0.113.9 reason=wrong route=/api/auth/login account=owner",
            "Log-in failed: client=2001:db8::7 reason=limited route=/api/auth/login account=-");
  }

  @Test
  void aNameThatNoAccountHasMayBeAPasswordAndIsNotWritten() {
    for (String typed : List.of("Tr0ub4dor.3", "correct horse", "owner\nLog-in failed: ", "")) {
      failures.wrong(attempt("203.0.113.9", typed));
    }
    assertThat(lines())
        .hasSize(4)
        .containsOnly(
            "Log-in failed: client=203.0.113.9 reason=wrong route=/api/auth/login account=-");
  }

  @Test
  void aNameThatCannotBeLookedUpIsNotWritten() {
    var away =
        new FailedLogins(
            name -> {
              throw new IllegalStateException("away");
            },
            () -> {},
            now::get);
    away.wrong(attempt("203.0.113.9", "owner"));
    assertThat(lines()).singleElement().asString().endsWith("account=-");
  }

  @Test
  void theLineOfAnyAddressIsBoundedAndOneLine() {
    failures.wrong(attempt("1.2.3.4 reason=x\r\n" + "9".repeat(10_000), "owner"));
    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("Log-in failed: client=1.2.3.4?reason?x??999")
        .hasSizeLessThan(250);
  }

  @Test
  void oneClientWritesSoManyLinesAndNoMoreAndTheRestIsCounted() {
    for (int i = 0; i < 1_000; i++) {
      failures.wrong(attempt("203.0.113.9", "owner"));
    }
    assertThat(lines()).hasSize(FailedLogins.LINES_BY_CLIENT);
    assertThat(leftOut).hasValue(1_000 - FailedLogins.LINES_BY_CLIENT);
    failures.wrong(attempt("198.51.100.1", "owner"));
    assertThat(lines()).hasSize(FailedLogins.LINES_BY_CLIENT + 1);

    now.addAndGet(Duration.ofMinutes(1).toNanos());
    failures.limited(attempt("198.51.100.1", "owner"));
    assertThat(lines().get(lines().size() - 1))
        .isEqualTo("990 more log-ins failed that are not in the log");
  }

  @Test
  void allClientsTogetherWriteNoMoreThanSomeMegabytesADay() {
    for (int second = 0; second < 1_000; second++) {
      for (int i = 0; i < 20; i++) {
        failures.limited(attempt("10." + second % 250 + "." + i + ".1", "owner"));
      }
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    int most = FailedLogins.LINES + 1_000 * FailedLogins.LINES_A_SECOND.intValue();
    assertThat(lines().stream().filter(line -> line.startsWith("Log-in failed")))
        .hasSizeBetween(most - 20, most);
  }

  @Test
  void theManualsFilterForFail2banFindsTheClientInTheShippedForm() throws Exception {
    failures.wrong(attempt("203.0.113.9", "owner"));
    failures.limited(attempt("2001:db8::7", "no account"));
    logger.warn("7 more log-ins failed that are not in the log");
    Pattern filter = filterOfTheManual();

    List<String> written = log.list.stream().map(FailedLoginsTest::written).toList();
    assertThat(written).allMatch(line -> line.indexOf('\n') == line.length() - 1);
    assertThat(written.stream().map(line -> host(filter, line)))
        .containsExactly("203.0.113.9", "2001:db8::7", "");
  }

  private static Pattern filterOfTheManual() throws Exception {
    Matcher line = Pattern.compile("(?m)^failregex = (.*)$").matcher(Files.readString(MANUAL));
    assertThat(line.find()).isTrue();
    // As fail2ban has it, without names.
    return Pattern.compile(line.group(1).replace("<HOST>", "(?<host>[0-9A-Fa-f.:]+)"));
  }

  private static String host(Pattern filter, String line) {
    Matcher matcher = filter.matcher(line.stripTrailing());
    return matcher.find() ? matcher.group("host") : "";
  }

  /** As the server writes it. */
  private static String written(ILoggingEvent event) {
    var shipped = new LoggerContext();
    var configurator = new JoranConfigurator();
    configurator.setContext(shipped);
    try {
      configurator.doConfigure(FailedLoginsTest.class.getResource("/logback.xml"));
      var text =
          (ConsoleAppender<ILoggingEvent>)
              shipped.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("text");
      return new String(text.getEncoder().encode(event), StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      shipped.stop();
    }
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static LoginAttempt attempt(String address, String username) {
    return new LoginAttempt(address, address, address, username);
  }
}
