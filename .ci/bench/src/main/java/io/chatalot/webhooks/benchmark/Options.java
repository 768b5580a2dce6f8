package io.chatalot.webhooks.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
        Given.words(Given.text("benchmark"), ","),
        Given.number("benchmark.rounds"),
        Duration.ofSeconds(Given.number("benchmark.seconds")),
        Duration.ofSeconds(Given.number("benchmark.warmup")),
        Given.number("benchmark.messages"),
        Given.number("benchmark.followers"),
        Given.words(Given.text("benchmark.flags"), " "),
        Path.of(Given.text("benchmark.folder")),
        Given.text("benchmark.postgres"),
        Path.of(Given.text("benchmark.jar")),
        Path.of(Given.text("benchmark.output")));
  }

  /** For logs and scripts. */
  Path scratch() {
    return output.resolve("benchmark");
  }

  /** In one line, without the folders that only this machine has. */
  String shown() {
    String shownFlags = String.join(" ", flags).replaceAll("=/\\S*/", "=");
    return String.format(
        Locale.ROOT,
        "rounds: %d, seconds each: %d, warm-up: %d s, flags of each node: %s",
        rounds,
        time.toSeconds(),
        warmUp.toSeconds(),
        shownFlags);
  }
}
