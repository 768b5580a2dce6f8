package io.chatalot.webhooks.server.command;

import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an id as the commands print it; {@code UUID.fromString} alone takes shortened ids too. */
final class IdConverter implements ITypeConverter<UUID> {
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  @Override
  public UUID convert(String value) {
    if (!ID.matcher(value).matches()) {
      throw new TypeConversionException("'" + value + "' is not an id");
    }
    return UUID.fromString(value);
  }
}
