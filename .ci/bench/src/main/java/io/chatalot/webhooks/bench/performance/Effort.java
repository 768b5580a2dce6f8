package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.stage.Seconds;
import io.chatalot.webhooks.bench.stage.WholeNumber;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Length, rounds and size of the measurements: options of the command. */
final class Effort {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      converter = WholeNumber.class,
      description = "Rounds of each measurement.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      converter = Seconds.class,
      description = "Seconds that each load lasts.")
  private Duration time;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "40",
      converter = Seconds.class,
      description = "Seconds of load on a server before it is measured.")
  private Duration warmUp;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "10000000",
      converter = WholeNumber.class,
      description = "Messages in the big table.")
  private int messages;

  @Option(
      names = "--followers",
      paramLabel = "N",
      defaultValue = "5000",
      converter = WholeNumber.class,
      description = "Followers of one channel.")
  private int followers;

  /** Rounds of each measurement. */
  int rounds() {
    return rounds;
  }

  /** Length of each load. */
  Duration time() {
    return time;
  }

  /** Length of the load before a server is measured. */
  Duration warmUp() {
    return warmUp;
  }

  /** Number of messages in the big table. */
  int messages() {
    return messages;
  }

  /** Number of followers of one channel. */
  int followers() {
    return followers;
  }
}
