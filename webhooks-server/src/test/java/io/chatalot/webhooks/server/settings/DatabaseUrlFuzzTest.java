package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.server.DriverLog;
import io.chatalot.webhooks.server.LongWords;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.Driver;

class DatabaseUrlFuzzTest {
  /** The driver logs an address that it cannot parse, with the password in it. */
  private static final DriverLog LOG = new DriverLog();

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void anAddressIsOneForTheDriverOrIsRefusedWithoutBeingQuoted(byte[] data) {
    String url = AnyText.of(data);
    limit.check(() -> check(url));
  }

  @BeforeAll
  static void listen() {
    LOG.listen();
  }

  @AfterAll
  static void leave() {
    LOG.close();
  }

  private static void check(String url) {
    read(url);
    assertThat(LOG.messages()).isEmpty();
  }

  private static void read(String url) {
    try {
      DatabaseAddress address = DatabaseUrl.parse(url);
      assertThat(address.jdbcUrl()).startsWith("jdbc:postgresql:");
      assertThat(Driver.parseURL(address.jdbcUrl(), new Properties())).isNotNull();
      assertThat(address.toString()).doesNotContain("?");
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).startsWith("must ").matches("[ -~]{1,200}");
      if (LongWords.of(url).length > 0) {
        assertThat(refused.getMessage()).doesNotContain(LongWords.of(url));
      }
    }
  }
}
