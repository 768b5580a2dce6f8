package io.chatalot.webhooks.server.settings;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the values of {@link Settings}. A wrong value is an {@link IllegalArgumentException} that
 * says what it must be.
 */
final class SettingValues {
  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._-]{1,253}|[\\p{XDigit}:.%]+");
  private static final BigDecimal MIN_RATE = new BigDecimal("0.001");
  private static final BigDecimal MAX_RATE = new BigDecimal("1000000");
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 1024;

  private SettingValues() {}

  static String host(String value) {
    String bare = value.matches("\\[.*]") ? value.substring(1, value.length() - 1) : value;
    require(isHost(bare), "must be a host name or an address, but is ", value);
    return bare;
  }

  private static boolean isHost(String bare) {
    if (!HOST.matcher(bare).matches()) {
      return false;
    }
    try {
      return Settings.address("http", bare, 0).isAbsolute();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  static int integer(String value, int min, int max) {
    boolean digits = value.matches("[0-9]{1,9}");
    require(
        digits && Integer.parseInt(value) >= min && Integer.parseInt(value) <= max,
        "must be a whole number from " + min + " to " + max + ", but is ",
        value);
    return Integer.parseInt(value);
  }

  static int zeroOr(String value, int min, int max) {
    boolean digits = value.matches("[0-9]{1,9}");
    int number = digits ? Integer.parseInt(value) : -1;
    require(
        number == 0 || (number >= min && number <= max),
        "must be 0, or a whole number from " + min + " to " + max + ", but is ",
        value);
    return number;
  }

  static boolean flag(String value) {
    require(value.matches("true|false"), "must be true or false, but is ", value);
    return value.equals("true");
  }

  static Set<String> originsOrAny(String value) {
    return value.equals(CrossOrigins.ANY) ? Set.of(CrossOrigins.ANY) : origins(value);
  }

  static Set<String> origins(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .map(CrossOrigins::origin)
        .collect(Collectors.toUnmodifiableSet());
  }

  static BigDecimal rate(String value) {
    boolean decimal = value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
    BigDecimal rate = decimal ? new BigDecimal(value) : MIN_RATE.negate();
    require(
        rate.signum() == 0 || (rate.compareTo(MIN_RATE) >= 0 && rate.compareTo(MAX_RATE) <= 0),
        "must be calls a second, 0 (no limit) or " + MIN_RATE + " to " + MAX_RATE + ", but is ",
        value);
    return rate;
  }

  static Path path(String value) {
    if (!Launch.canNameFiles(value)) {
      throw new IllegalArgumentException(
          "must be a path that the locale's charset "
              + Launch.charset()
              + " can hold; use a locale of UTF-8, such as LC_ALL=C.UTF-8");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException("must be a path: " + wrong.getReason(), wrong);
    }
  }

  static String password(String value) {
    int length = value.codePointCount(0, value.length());
    if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
      throw new IllegalArgumentException(
          "must have " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters, but has " + length);
    }
    return value;
  }

  static URI publicUrl(String value) {
    String cut = withoutSlashes(value);
    String fault = "must be an absolute http or https URL with a host and without query,";
    URI uri;
    try {
      uri = URI.create(cut);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(fault + " fragment and credentials", wrong);
    }
    boolean web = "http".equalsIgnoreCase(uri.getScheme());
    web |= "https".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getQuery() == null && uri.getFragment() == null;
    boolean open = uri.getRawUserInfo() == null && uri.getHost() != null;
    boolean port = uri.getPort() >= -1 && uri.getPort() <= 65535 && uri.getPort() != 0;
    // The value is not repeated, since it may hold credentials.
    if (!(web && bare && open && port)) {
      throw new IllegalArgumentException(fault + " fragment and credentials");
    }
    return uri;
  }

  /** Without those at its end; a regular expression would look for the end from each of them. */
  private static String withoutSlashes(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '/') {
      end--;
    }
    return value.substring(0, end);
  }

  private static void require(boolean right, String rule, String value) {
    if (!right) {
      String shown = value.replaceAll("\\p{Cntrl}", "?");
      throw new IllegalArgumentException(
          rule + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown));
    }
  }
}
