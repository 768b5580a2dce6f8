package io.chatalot.webhooks.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What whoever runs it says, from the system properties {@code benchmark.*}; the module's {@code
 * pom.xml} has the defaults.
 *
 * @param chosen names of measurements
 * @param rounds how often each measurement is made
 * @param time how long each load lasts
 * @param warmUp how long a server is under load before it is measured
 * @param messages how many the big table holds
 * @param followers how many follow one channel
 * @param flags the JVM's, for each node
 * @param folder where databases are made
 * @param postgres the folder of PostgreSQL's programs; blank looks for the newest
 * @param jar the server
 * @param output where the table goes, and into a folder of it what else there is to keep
 */
record Options(
    List<String> chosen,
    int rounds,
    Duration time,
    Duration warmUp,
    int messages,
    int followers,
    List<String> flags,
    Path folder,
    String postgres,
    Path jar,
    Path output) {

  /**
   * @throws BenchmarkException if one is missing or wrong
   */
  static Options ofSystemProperties() {
    return new Options(
        words(text("benchmark"), ","),
        number("benchmark.rounds"),
        Duration.ofSeconds(number("benchmark.seconds")),
        Duration.ofSeconds(number("benchmark.warmup")),
        number("benchmark.messages"),
        number("benchmark.followers"),
        words(text("benchmark.flags"), " "),
        Path.of(text("benchmark.folder")),
        text("benchmark.postgres"),
        Path.of(text("benchmark.jar")),
        Path.of(text("benchmark.output")));
  }

  /** For logs and scripts. */
  Path scratch() {
    return output.resolve("benchmark");
  }

  /** In one line, without the folders that only this machine has. */
  String shown() {
    String shownFlags = String.join(" ", flags).replaceAll("=/\\S*/", "=");
    return "rounds: %d, seconds each: %d, warm-up: %d s, flags of each node: %s"
        .formatted(rounds, time.toSeconds(), warmUp.toSeconds(), shownFlags);
  }

  private static List<String> words(String text, String separator) {
    return Stream.of(text.split(separator)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static int number(String name) {
    String given = text(name);
    if (!given.matches("[1-9][0-9]{0,8}")) {
      throw new BenchmarkException("-D" + name + " must be a whole number from 1, not " + given);
    }
    return Integer.parseInt(given);
  }

  private static String text(String name) {
    String given = System.getProperty(name);
    if (given == null) {
      throw new BenchmarkException("-D" + name + " is missing: run it by Maven (see the README)");
    }
    return given.strip();
  }
}
