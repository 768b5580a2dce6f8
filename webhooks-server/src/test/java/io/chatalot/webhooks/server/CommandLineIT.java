package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as an administrator gives them: to the one jar, and without a server. */
class CommandLineIT {
  private static final String UUID_7 =
      "\\p{XDigit}{8}-\\p{XDigit}{4}-7\\p{XDigit}{3}-[89ab]\\p{XDigit}{3}-\\p{XDigit}{12}";

  @TempDir private Path temp;

  @Test
  void theDirectoryIsAdministeredWithoutAServer() throws Exception {
    String password = "correct horse";
    String ann =
        added(password + "\nnot this line", "user", "add", "ann", "--display-name", "Ann Å");
    added(password, "user", "add", "bob");
    String community = added("", "community", "add", "The Zoo", "--owner", "ann");
    String channel =
        added("", "channel", "add", "lions", "--community", community, "--topic", "Roar");
    done("channel", "archive", channel);
    done("channel", "unarchive", channel);
    done("member", "set", "bob", "--community", community, "--role", "moderator");
    done("member", "remove", "bob", "--community", community);
    assertThat(ann).isNotEqualTo(community);

    refused(1, run(password, "user", "add", "Ann"), "There is a user Ann already");
    refused(1, run("short", "user", "add", "carl"), "The password must have 8 to 1024 characters");
    refused(1, run("correct\0horse", "user", "add", "carl"), "The password must not have U+0000");
    refused(1, run("", "user", "add", "carl"), "A password must come as the first line");
    refused(1, run("", "community", "add", "x", "--owner", "carl"), "There is no user carl");
    refused(1, run("", "channel", "archive", UUID.randomUUID().toString()), "There is no channel");
    refused(
        1,
        run("", "member", "remove", "ann", "--community", community),
        "ann is the only owner of the community");
    assertThat(temp.resolve("data/postgresql/data/postmaster.pid")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "--nonsense",
        "user",
        "user add",
        "user nonsense",
        "user add a b",
        "community add x",
        "channel add x",
        "channel add x --community 1",
        "channel archive",
        "channel archive 1-1-1-1-1",
        "member set x --community 01a20d22-f1eb-7f36-b8cf-afd7cfbf67ea",
        "member set x --community 01a20d22-f1eb-7f36-b8cf-afd7cfbf67ea --role king",
        "member remove x"
      })
  void wrongUseIsReportedInOneLine(String arguments) throws Exception {
    refused(2, run("", arguments.split(" ")), "");
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void aWrongSettingIsRefusedInOneLine() throws Exception {
    Ran ran = run(List.of("WEBHOOKS_PORT=none"), "", "community", "add", "x", "--owner", "y");

    refused(1, ran, "WEBHOOKS_PORT must be a whole number from 0 to 65535, but is none");
  }

  @Test
  void aServerWithWrongSettingsTellsAllOfThemAndEndsWith78() throws Exception {
    Ran ran =
        run(List.of("WEBHOOKS_PORT=none", "WEBHOOKS_PROT=80", "WEBHOOKS_TLS_KEY=key.pem"), "");

    assertThat(ran.err().lines())
        .containsExactly(
            "WEBHOOKS_PORT must be a whole number from 0 to 65535, but is none",
            "WEBHOOKS_TLS_KEY needs WEBHOOKS_TLS_CERTIFICATE, which is not set",
            "WEBHOOKS_PROT is not a setting; did you mean WEBHOOKS_PORT?");
    assertThat(ran.exit()).isEqualTo(78);
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void aCertificateThatIsNotThereIsAWrongSetting() throws Exception {
    Ran ran =
        run(
            List.of(
                "WEBHOOKS_PORT=0",
                "WEBHOOKS_TLS_CERTIFICATE=" + temp.resolve("cert.pem"),
                "WEBHOOKS_TLS_KEY=" + temp.resolve("key.pem")),
            "");

    refused(78, ran, "WEBHOOKS_TLS_CERTIFICATE and WEBHOOKS_TLS_KEY: ");
    assertThat(ran.err()).endsWith(": there is no " + temp.resolve("cert.pem") + "\n");
    assertThat(temp.resolve("data")).doesNotExist();
  }

  /** The name can never be registered (RFC 2606). */
  @Test
  void aHostOfADatabaseThatCannotBeFoundIsNamed() throws Exception {
    Ran ran = run(List.of("WEBHOOKS_DATABASE_URL=postgresql://me:secret99@db.invalid/x"), "");

    refused(1, ran, "The database at jdbc:postgresql://db.invalid/x cannot be reached");
    assertThat(ran.err()).endsWith(": the host db.invalid cannot be found\n");
  }

  @Test
  void anUnreachableDatabaseIsReportedInOneLine() throws Exception {
    Ran ran =
        run(
            List.of("WEBHOOKS_DATABASE_URL=postgresql://me:secret99@127.0.0.1:1/x"),
            "",
            "community",
            "add",
            "x",
            "--owner",
            "y");

    refused(1, ran, "The database at jdbc:postgresql://127.0.0.1:1/x cannot be reached");
    assertThat(ran.err()).doesNotContain("secret99");
  }

  @Test
  void helpAndVersionAreNoErrors() throws Exception {
    for (String arguments : List.of("--help", "--version", "user --help", "user add --help")) {
      Ran ran = run("", arguments.split(" "));
      assertThat(ran.exit()).as(arguments).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).isNotBlank();
    }
  }

  private String added(String input, String... arguments) throws Exception {
    Ran ran = run(input, arguments);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out().strip()).matches(UUID_7);
    return ran.out().strip();
  }

  private void done(String... arguments) throws Exception {
    assertThat(run("", arguments)).isEqualTo(new Ran(0, "", ""));
  }

  private static void refused(int exit, Ran ran, String message) {
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).startsWith(message);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exit()).isEqualTo(exit);
  }

  private Ran run(String input, String... arguments) throws Exception {
    return run(List.of(), input, arguments);
  }

  private Ran run(List<String> settings, String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("webhooks.jar")));
    command.addAll(List.of(arguments));
    Path given = Files.writeString(temp.resolve("in"), input);
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(given.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WEBHOOKS_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("WEBHOOKS_DATA_DIR", temp.resolve("data").toString());
    settings.forEach(
        setting -> builder.environment().put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private record Ran(int exit, String out, String err) {}
}
