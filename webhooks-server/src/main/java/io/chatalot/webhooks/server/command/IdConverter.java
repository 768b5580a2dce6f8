package io.chatalot.webhooks.server.command;

import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An id as the commands print it; the JDK alone takes shortened ones too. */
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
