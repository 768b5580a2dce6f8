package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A first start of the one jar that makes the owner's password, which must not get lost. */
class UnheardPasswordIT {
  private static final Pattern PASSWORD = Pattern.compile("owner, whose password is (\\S+)");

  @TempDir Path folder;

  private final String database = TestDatabases.createUrl();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a full disk, %s >/dev/full",
    "closed, %s >&-",
    "a pipe without a reader, mkfifo $0; : <$0 & %s >$0",
    "a full pipe that nobody reads, mkfifo $0; exec 3<>$0; timeout 1 cat /dev/zero >&3; %s >&3"
  })
  void whereNobodyHearsItNothingIsMade(String what, String output) throws Exception {
    try (ServerProcess server = ServerProcess.launch(folder, settings(), output)) {
      assertThat(server.exit()).isEqualTo(1);
      assertThat(server.err().lines())
          .singleElement()
          .asString()
          .startsWith("Nothing was changed, since the result could not be written");
      assertThat(server.out()).isEmpty();
    }
    assertThat(count("app_user")).isZero();
    assertThat(count("community")).isZero();
  }

  @Test
  void theNextStartThatIsHeardSaysAPasswordThatCounts() throws Exception {
    try (ServerProcess deaf = ServerProcess.launch(folder, settings(), "%s >/dev/full")) {
      assertThat(deaf.exit()).isEqualTo(1);
    }
    try (ServerProcess server = ServerProcess.start(folder, settings())) {
      var said = PASSWORD.matcher(server.out());
      assertThat(said.find()).isTrue();
      assertThat(server.sessionOf("owner", said.group(1))).isNotEmpty();
    }
    assertThat(count("app_user")).isEqualTo(1);
  }

  private Map<String, String> settings() {
    return Map.of("WEBHOOKS_DATABASE_URL", database, "WEBHOOKS_OWNER_PASSWORD", "");
  }

  private int count(String table) throws Exception {
    try (var connection = DriverManager.getConnection(database);
        var statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM directory." + table)) {
      count.next();
      return count.getInt(1);
    }
  }
}
