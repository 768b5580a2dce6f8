package io.chatalot.webhooks.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotMove;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.database.DataSources;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DetachCommandTest {
  private final ChatalotHost host = TestDatabases.chatalot();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    Migrations.migrate(host.asRole());
    new ChatalotMove(new Database(host.asRole())).webhooks();
    String url = ((PGSimpleDataSource) host.asRole()).getUrl().replaceAll("\\?.*", "");
    environment.put(
        "WEBHOOKS_CHATALOT_DATABASE_URL",
        url + "?user=" + ChatalotHost.ROLE + "&password=" + ChatalotHost.PASSWORD);
    environment.put("WEBHOOKS_CHATALOT_PUBLIC_KEY", folder.resolve("key.pem").toString());
    environment.put("WEBHOOKS_DATA_DIR", folder.resolve("data").toString());
  }

  @Test
  void theSchemaGoesAndTheNumberOfMessagesIsTold() {
    assertThat(run("detach")).isEqualTo(new Ran(0, "Messages that stay in Chatalot: 0\n", ""));
    assertThat(schemaIsThere()).isFalse();

    Ran again = run("detach");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).startsWith("There is nothing to detach").hasLineCount(1);
  }

  @Test
  void theWebhooksGoBackAndEachHasALineWithItsUrl() {
    host.run("GRANT INSERT ON webhooks TO chatalot_webhooks");
    host.run("DELETE FROM channels WHERE id = ?", ChatalotHost.id("a4"));
    environment.put("WEBHOOKS_PUBLIC_URL", "https://chat.example.com");

    Ran ran = run("detach", "--to-host");

    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines())
        .hasSize(4)
        .allMatch(
            line ->
                line.matches(
                    "[0-9a-f-]{36} (CI|Off|Arch|Padded)"
                        + " https://chat\\.example\\.com/api/webhooks/execute/[A-Za-z0-9]{64}"));
    assertThat(ran.err().lines())
        .containsExactly(
            "Webhook " + ChatalotHost.id("b4") + " (Alone) was left out: its channel is gone",
            "Messages that stay in Chatalot: 0");
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks")).isEqualTo(4);
  }

  @Test
  void withoutAPublicUrlALineHasTheToken() {
    host.run("GRANT INSERT ON webhooks TO chatalot_webhooks");

    Ran ran = run("detach", "--to-host");

    assertThat(ran.out().lines())
        .hasSize(5)
        .allMatch(line -> line.matches("[0-9a-f-]{36} \\w+ [A-Za-z0-9]{64}"));
  }

  @Test
  void aMissingRightIsNamedInOneLine() {
    Ran ran = run("detach", "--to-host");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .hasLineCount(1)
        .contains("GRANT INSERT ON public.webhooks TO chatalot_webhooks");
    assertThat(schemaIsThere()).isTrue();
  }

  @Test
  void aClosedOutputChangesNothing() throws IOException {
    host.run("GRANT INSERT ON webhooks TO chatalot_webhooks");

    var closed = OutputStream.nullOutputStream();
    closed.close();
    Ran ran = run(closed, "detach", "--to-host");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("Nothing was changed, since the result could not be written");
    assertThat(schemaIsThere()).isTrue();
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks")).isZero();
  }

  @Test
  void aServerThatIsConnectedIsNotDetached() {
    var chatalot = Settings.of(environment).chatalot().orElseThrow();
    try (HikariDataSource server = DataSources.open(chatalot.address(), 2, DataSources.SERVER)) {
      Ran ran = run("detach");

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.err()).startsWith("A server is connected to the database").hasLineCount(1);
      assertThat(server.isRunning()).isTrue();
    }
    assertThat(schemaIsThere()).isTrue();
  }

  @Test
  void withoutAChatalotThereIsNothingToDetach() {
    environment.keySet().removeIf(name -> name.startsWith("WEBHOOKS_CHATALOT_"));

    assertThat(run("detach"))
        .isEqualTo(
            new Ran(
                1,
                "",
                "WEBHOOKS_CHATALOT_DATABASE_URL is not set: there is no Chatalot to detach"
                    + " from\n"));
  }

  private Ran run(String... arguments) {
    return run(new ByteArrayOutputStream(), arguments);
  }

  private Ran run(OutputStream out, String... arguments) {
    var err = new ByteArrayOutputStream();
    InputStream in = InputStream.nullInputStream();
    int status =
        new CommandLineFace(
                environment,
                in,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                settings -> 0)
            .run(arguments);
    return new Ran(
        status,
        out instanceof ByteArrayOutputStream kept ? kept.toString(UTF_8) : "",
        err.toString(UTF_8));
  }

  private boolean schemaIsThere() {
    return host.value(
        Boolean.class, "SELECT count(*) > 0 FROM pg_namespace WHERE nspname = 'webhooks'");
  }

  private record Ran(int status, String out, String err) {}
}
