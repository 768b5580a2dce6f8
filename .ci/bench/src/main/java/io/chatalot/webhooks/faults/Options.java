package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.BenchmarkException;
import io.chatalot.webhooks.benchmark.Given;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What whoever runs it says, from the system properties {@code faults.*}; the module's {@code
 * pom.xml} has the defaults.
 *
 * @param chosen names of faults
 * @param kills how often a server is killed; a database, and an end in order, half as often
 * @param time how long a fault lasts that lasts
 * @param away how long the database is away
 * @param logins how long a crowd logs in
 * @param clients how many slow clients there are at once; of those that stop or don't read a
 *     quarter, and half as many streams
 * @param keys how many keys are raced for
 * @param flags the JVM's, for each node
 * @param folder where databases are made
 * @param postgres the folder of PostgreSQL's programs; blank looks for the newest
 * @param jar the server
 * @param output where the balance sheet goes, and into a folder of it what the nodes say
 */
record Options(
    List<String> chosen,
    int kills,
    Duration time,
    Duration away,
    Duration logins,
    int clients,
    int keys,
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
        Given.words(Given.text("faults"), ","),
        Given.number("faults.kills"),
        Duration.ofSeconds(Given.number("faults.seconds")),
        Duration.ofSeconds(Given.number("faults.away")),
        Duration.ofSeconds(Given.number("faults.logins")),
        Given.number("faults.clients"),
        Given.number("faults.keys"),
        Given.words(Given.text("faults.flags"), " "),
        Path.of(Given.text("faults.folder")),
        Given.text("faults.postgres"),
        Path.of(Given.text("faults.jar")),
        Path.of(Given.text("faults.output")));
  }

  /** For what the nodes say. */
  Path logs() {
    return output.resolve("faults");
  }
}
