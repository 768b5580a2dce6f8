package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.command.CommandLineFace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that print an id, to an output that takes nothing. */
class UnheardCommandTest {
  private final String database = TestDatabases.createUrl();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aCommandWhoseIdNobodyHearsMakesNothing() throws Exception {
    assertThat(run(out, "user", "add", "ann")).isZero();
    assertThat(run(out, "community", "add", "Zoo", "--owner", "ann")).isZero();
    String community = text(out).lines().toList().get(1);
    assertThat(run(out, "channel", "add", "lions", "--community", community)).isZero();

    refused("user", "add", "bob");
    refused("community", "add", "Park", "--owner", "ann");
    refused("channel", "add", "tigers", "--community", community);

    assertThat(names("SELECT string_agg(username, ',') FROM directory.app_user")).isEqualTo("ann");
    assertThat(names("SELECT string_agg(name, ',') FROM directory.community")).isEqualTo("Zoo");
    assertThat(names("SELECT string_agg(name, ',') FROM directory.channel")).isEqualTo("lions");
  }

  private void refused(String... arguments) {
    err.reset();
    assertThat(run(new Full(), arguments)).isEqualTo(1);
    assertThat(text(err).lines())
        .singleElement()
        .asString()
        .startsWith("Nothing was changed, since the result could not be written");
  }

  private int run(OutputStream output, String... arguments) {
    InputStream in = new ByteArrayInputStream("long enough".getBytes(StandardCharsets.UTF_8));
    return new CommandLineFace(
            Map.of("WEBHOOKS_DATABASE_URL", database),
            in,
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            settings -> 0)
        .run(arguments);
  }

  private String names(String query) throws Exception {
    try (var connection = DriverManager.getConnection(database);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
