package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.Seconds;
import io.chatalot.webhooks.bench.stage.WholeNumber;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Length and number of the faults: options of the command. */
public final class Severity {
  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      converter = WholeNumber.class,
      description = "Kills of a server; kills of a database and orderly ends are half as many.")
  private int kills;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      converter = Seconds.class,
      description = "Seconds of a lasting fault.")
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

  /** Number of kills of a server; kills of a database and orderly ends are half as many. */
  public int kills() {
    return kills;
  }

  /** Length of a lasting fault. */
  public Duration time() {
    return time;
  }

  /** Length of the database's absence. */
  public Duration away() {
    return away;
  }

  /** Length of a crowd's log-ins. */
  public Duration logins() {
    return logins;
  }

  /** Number of slow clients at once. */
  public int clients() {
    return clients;
  }

  /** Number of keys that are raced for. */
  public int keys() {
    return keys;
  }
}
