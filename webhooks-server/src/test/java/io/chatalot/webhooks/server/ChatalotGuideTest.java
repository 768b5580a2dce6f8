package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide for running beside a Chatalot; {@code .ci/chatalot-guide} executes its blocks. */
class ChatalotGuideTest {
  private static final Path GUIDE = Repository.TOP.resolve("docs/chatalot.md");
  private static final Path GRANTS =
      Repository.TOP.resolve("webhooks-adapter-jdbc/src/test/resources/chatalot/grants.sql");

  private static final Pattern FIRST_SQL = Pattern.compile("(?s)```sql\n(.*?)```");

  @Test
  void itGrantsTheRoleWhatTheTestsGrantIt() {
    String block = Repository.matches(FIRST_SQL, Repository.text(GUIDE)).get(0);
    assertThat(statements(block)).isNotEmpty().isEqualTo(statements(Repository.text(GRANTS)));
  }

  /** The statements without comments, each in one line, with one password for all. */
  private static List<String> statements(String sql) {
    return Stream.of(sql.replaceAll("(?m)^\\s*--.*$", "").split(";"))
        .map(statement -> statement.replaceAll("\\s+", " ").strip())
        .map(statement -> statement.replaceAll("PASSWORD '.*'", "PASSWORD ''"))
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
