package io.chatalot.webhooks.bench.stage;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds from 1 to 86400, a day. */
public final class Seconds implements ITypeConverter<Duration> {
  private static final long MOST = Duration.ofDays(1).toSeconds();

  @Override
  public Duration convert(String given) {
    String number = given.strip();
    if (!number.matches("[1-9][0-9]{0,4}") || Integer.parseInt(number) > MOST) {
      throw new TypeConversionException(
          "must be whole seconds from 1 to " + MOST + ", not \"" + given + "\"");
    }
    return Duration.ofSeconds(Integer.parseInt(number));
  }
}
