package io.chatalot.webhooks.bench.stage;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count from 1 to 999999999. */
public final class WholeNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String given) {
    if (!given.strip().matches("[1-9][0-9]{0,8}")) {
      throw new TypeConversionException(
          "must be a whole number from 1 to 999999999, not \"" + given + "\"");
    }
    return Integer.valueOf(given.strip());
  }
}
