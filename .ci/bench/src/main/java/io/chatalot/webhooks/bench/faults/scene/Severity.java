package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Seconds;
import io.chatalot.webhooks.bench.stage.WholeNumber;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long and how often each fault happens: options of the command. */
public final class Severity {
  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      converter = WholeNumber.class,
      description = "Kills of a server; those of a database and orderly ends are half as many.")
  private int kills;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      converter = Seconds.class,
      description = "Seconds that a lasting fault lasts.")
  private Duration time;

  @Option(
      names = "--away",
      paramLabel = "S",
      defaultValue = "30",
      converter = Seconds.class,
      description = "Seconds that the database is away.")
  private Duration away;

  @Option(
      names = "--logins",
      paramLabel = "S",
      defaultValue = "60",
      converter = Seconds.class,
      description = "Seconds that a crowd logs in.")
  private Duration logins;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "2000",
      converter = WholeNumber.class,
      description = {
        "Slow clients at once. A quarter as many stop or do not read, and half as many follow a"
            + " stream."
      })
  private int clients;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "500",
      converter = WholeNumber.class,
      description = "Keys that callers of two nodes race for.")
  private int keys;

  /** How often a server is killed; a database, and an end in order, half as often. */
  public int kills() {
    return kills;
  }

  /** How long a lasting fault lasts. */
  public Duration time() {
    return time;
  }

  /** How long the database is away. */
  public Duration away() {
    return away;
  }

  /** How long a crowd logs in. */
  public Duration logins() {
    return logins;
  }

  /** How many slow clients there are at once. */
  public int clients() {
    return clients;
  }

  /** How many keys are raced for. */
  public int keys() {
    return keys;
  }
}
