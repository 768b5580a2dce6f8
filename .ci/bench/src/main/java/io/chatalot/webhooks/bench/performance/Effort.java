package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.stage.Seconds;
import io.chatalot.webhooks.bench.stage.WholeNumber;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long, how often and on how much is measured: options of the command. */
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

  /** How often each measurement is made. */
  int rounds() {
    return rounds;
  }

  /** How long each load lasts. */
  Duration time() {
    return time;
  }

  /** How long a server is under load before it is measured. */
  Duration warmUp() {
    return warmUp;
  }

  /** How many messages the big table holds. */
  int messages() {
    return messages;
  }

  /** How many follow one channel. */
  int followers() {
    return followers;
  }
}
