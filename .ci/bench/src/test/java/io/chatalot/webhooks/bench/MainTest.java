package io.chatalot.webhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.bench.stage.Names;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  /** The values of a subcommand's options, as these arguments set them. */
  private static Map<String, Object> parsed(String... arguments) {
    CommandLine.ParseResult command =
        Main.line().parseArgs(Main.withoutEmpty(arguments)).subcommand();
    var values = new TreeMap<String, Object>();
    for (OptionSpec option : command.commandSpec().options()) {
      Object value = option.getValue();
      values.put(
          option.longestName(), value instanceof Names.Chosen chosen ? chosen.names() : value);
    }
    values.remove("--help");
    return values;
  }

  @Test
  void performanceMeasuresAllThatTheReadmeSaysUnlessToldOtherwise() {
    assertThat(parsed("performance"))
        .containsEntry(
            "--only",
            List.of("execute", "flat", "nodes", "beside", "followers", "misses", "start", "jmh"))
        .containsEntry("--rounds", 5)
        .containsEntry("--seconds", Duration.ofSeconds(10))
        .containsEntry("--warmup", Duration.ofSeconds(40))
        .containsEntry("--messages", 10_000_000)
        .containsEntry("--followers", 5_000)
        .hasSize(11);
  }

  @Test
  void faultsMakesAllThatTheReadmeSaysUnlessToldOtherwise() {
    assertThat(parsed("faults"))
        .hasEntrySatisfying("--only", all -> assertThat((List<?>) all).hasSize(18))
        .containsEntry("--kills", 20)
        .containsEntry("--seconds", Duration.ofSeconds(10))
        .containsEntry("--away", Duration.ofSeconds(30))
        .containsEntry("--logins", Duration.ofSeconds(60))
        .containsEntry("--clients", 2_000)
        .containsEntry("--keys", 500)
        .hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"performance", "faults"})
  void bothTakeTheProjectsOwnJarFlagsAndFolders(String command) {
    assertThat(parsed(command))
        .containsEntry("--flags", "@webhooks-server/target/jvm.options")
        .containsEntry("--jar", Path.of("webhooks-server/target/webhooks-server.jar"))
        .containsEntry("--folder", Path.of("/var/tmp"))
        .containsEntry("--postgres", null)
        .containsEntry("--output", Path.of(".ci/bench/target"));
  }

  @Test
  void eachOptionSetsItsOwnValue() {
    assertThat(
            parsed(
                "faults",
                "--only=end, race",
                "--kills=1",
                "--seconds=2",
                "--away=3",
                "--logins=4",
                "--clients=5",
                "--keys=6",
                "--flags=-Xmx1g -ea",
                "--jar=a.jar",
                "--folder=b",
                "--postgres=c",
                "--output=d"))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("--only", List.of("end", "race")),
                    Map.entry("--kills", 1),
                    Map.entry("--seconds", Duration.ofSeconds(2)),
                    Map.entry("--away", Duration.ofSeconds(3)),
                    Map.entry("--logins", Duration.ofSeconds(4)),
                    Map.entry("--clients", 5),
                    Map.entry("--keys", 6),
                    Map.entry("--flags", "-Xmx1g -ea"),
                    Map.entry("--jar", Path.of("a.jar")),
                    Map.entry("--folder", Path.of("b")),
                    Map.entry("--postgres", Path.of("c")),
                    Map.entry("--output", Path.of("d")))));
    assertThat(
            parsed(
                "performance",
                "--only=jmh",
                "--rounds=1",
                "--seconds=2",
                "--warmup=3",
                "--messages=4",
                "--followers=5"))
        .containsEntry("--only", List.of("jmh"))
        .containsEntry("--rounds", 1)
        .containsEntry("--seconds", Duration.ofSeconds(2))
        .containsEntry("--warmup", Duration.ofSeconds(3))
        .containsEntry("--messages", 4)
        .containsEntry("--followers", 5);
  }

  @Test
  void anOptionWithoutAValueHasItsDefault() {
    assertThat(parsed("faults", "--only=", "--kills=", "--flags=", "--postgres="))
        .isEqualTo(parsed("faults"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "performance | --rounds=0 | whole number from 1 to 999999999, not \"0\"",
        "performance | --rounds=-1 | whole number from 1 to 999999999, not \"-1\"",
        "performance | --messages=1000000000 | whole number from 1 to 999999999",
        "performance | --followers=1.5 | whole number from 1 to 999999999",
        "performance | --seconds=0 | whole seconds from 1 to 86400, not \"0\"",
        "performance | --seconds=86401 | whole seconds from 1 to 86400, not \"86401\"",
        "performance | --warmup=10s | whole seconds from 1 to 86400",
        "performance | --only=execute,kill | all or some of execute,flat,nodes",
        "performance | --only=all,kill | all or some of execute",
        "performance | --only=, | all or some of execute",
        "faults | --kills=many | whole number from 1 to 999999999, not \"many\"",
        "faults | --clients=99999999999999999999 | whole number from 1 to 999999999",
        "faults | --keys=٣ | whole number from 1 to 999999999",
        "faults | --away=99999999999999999999 | whole seconds from 1 to 86400",
        "faults | --logins=-5 | whole seconds from 1 to 86400",
        "faults | --only=jmh | all or some of kill,end,race",
        "faults | --jar=no/such.jar | there is no file no/such.jar",
      })
  void aWrongValueIsRefusedInALineThatNamesTheOptionAndItsBounds(
      String command, String option, String bounds) {
    assertThat(run(command, option)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains(option.substring(0, option.indexOf('=')))
        .contains(bounds)
        .endsWith("; see --help" + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--folder=no/such | there is no folder no/such",
        "--postgres=. | there is no initdb in .",
        "--flags=@no/such | there is no file no/such",
        "--output=OCCUPIED/below | the folder",
      })
  void whatIsNotThereIsRefusedBeforeAnythingIsStarted(
      String option, String why, @TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    String given = option.replace("OCCUPIED", file.toString());
    String[] others = {"--output=" + folder.resolve("out"), "--flags=-ea"};
    String[] arguments =
        Stream.concat(
                Stream.of("faults", "--jar=" + file, given),
                Stream.of(others).filter(other -> !other.startsWith(option.split("=")[0])))
            .toArray(String[]::new);
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains("Invalid value for option '" + option.split("=")[0] + "': " + why);
  }

  @Test
  void withoutACommandOrWithAnotherOneItIsRefused() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("benchmark")).isEqualTo(2);
    assertThat(run("faults", "--rounds=3")).isEqualTo(2);
    assertThat(run("performance", "execute")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.endsWith("; see --help"));
  }

  @Test
  void helpTellsOfAllCommandsOptionsAndNames() {
    assertThat(run("--help")).isZero();
    assertThat(run("performance", "--help")).isZero();
    assertThat(run("faults", "--help")).isZero();
    assertThat(err.toString()).isEmpty();
    String shown = out.toString().replaceAll("\\s+", " ");
    assertThat(shown)
        .contains("performance", "faults", "--rounds=N", "--kills=N", "--flags=FLAGS")
        .contains("execute, flat, nodes, beside, followers, misses, start, jmh")
        .contains("kill, end, race, postgres, sessions, cuts, away, disk, pool, half, unread")
        .contains("streams, slow, logins, dribble, headers, besidekill, besidepostgres")
        .contains("Default: 10000000");
  }
}
