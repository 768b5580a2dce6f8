package io.chatalot.webhooks.server.settings;

import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings have, each with its bounds and its parser. */
final class Kinds {
  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._-]{1,253}|[\\p{XDigit}:.%]+");
  private static final BigDecimal MIN_RATE = new BigDecimal("0.001");
  private static final BigDecimal MAX_RATE = new BigDecimal("1000000");
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 1024;
  private static final int MAX_CHATALOT_USERNAME = 32;

  private Kinds() {}

  static Kind<String> host() {
    return new Kind<>(
        "a host name, an IPv4 or an IPv6 address",
        value -> {
          String bare = value.matches("\\[.*]") ? value.substring(1, value.length() - 1) : value;
          require(isHost(bare), "a host name or an address", value);
          return bare;
        });
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

  static Kind<Integer> wholeNumber(String unit, int min, int max) {
    return new Kind<>(
        unit,
        min + " to " + max,
        false,
        value -> {
          int number = digits(value);
          require(
              number >= min && number <= max, "a whole number from " + min + " to " + max, value);
          return number;
        });
  }

  static Kind<Integer> zeroOr(String unit, int min, int max) {
    return new Kind<>(
        unit,
        "0, or " + min + " to " + max,
        false,
        value -> {
          int number = digits(value);
          require(
              number == 0 || (number >= min && number <= max),
              "0, or a whole number from " + min + " to " + max,
              value);
          return number;
        });
  }

  /** The number, or -1 for any other text. */
  private static int digits(String value) {
    return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        "`true` or `false`",
        value -> {
          require(value.matches("true|false"), "true or false", value);
          return value.equals("true");
        });
  }

  static Kind<Set<String>> originsOrAny() {
    Kind<Set<String>> origins = origins();
    return new Kind<>(
        "`*`, or " + origins.bounds(),
        value -> value.equals(CrossOrigins.ANY) ? Set.of(CrossOrigins.ANY) : origins.parse(value));
  }

  static Kind<Set<String>> origins() {
    return new Kind<>(
        "origins such as `https://app.example.com` or `tauri://localhost`, separated by commas",
        value ->
            Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(CrossOrigins::origin)
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new),
                        Collections::unmodifiableSet)));
  }

  static Kind<TrustedProxies> proxies() {
    return new Kind<>("IP addresses and CIDR blocks, separated by commas", TrustedProxies::parse);
  }

  static Kind<BigDecimal> rate() {
    return new Kind<>(
        "calls a second",
        "0, or " + MIN_RATE + " to " + MAX_RATE,
        false,
        value -> {
          boolean decimal = value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
          BigDecimal rate = decimal ? new BigDecimal(value) : MIN_RATE.negate();
          require(
              rate.signum() == 0
                  || (rate.compareTo(MIN_RATE) >= 0 && rate.compareTo(MAX_RATE) <= 0),
              "0 (no limit), or " + MIN_RATE + " to " + MAX_RATE + " calls a second",
              value);
          return rate;
        });
  }

  static Kind<LogFormat> logFormat() {
    return new Kind<>("`text` or `json`", LogFormat::parse);
  }

  static Kind<DatabaseAddress> database() {
    return new Kind<>(
        "`postgresql://user:password@host:port/database` or `jdbc:postgresql:…`",
        DatabaseUrl::parse);
  }

  static Kind<Path> path() {
    return new Kind<>("a path", Kinds::path);
  }

  private static Path path(String value) {
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

  /** Characters are Unicode code points; white space at the ends counts. */
  static Kind<String> password() {
    String bounds = MIN_PASSWORD + " to " + MAX_PASSWORD;
    return new Kind<>(
        "characters",
        bounds,
        true,
        value -> {
          int length = value.codePointCount(0, value.length());
          if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            throw new IllegalArgumentException(
                "must have " + bounds + " characters, but has " + length);
          }
          return value;
        });
  }

  /** A name of 1 to {@value #MAX_CHATALOT_USERNAME} characters, as Chatalot's table holds it. */
  static Kind<String> chatalotUsername() {
    return new Kind<>(
        "characters",
        "1 to " + MAX_CHATALOT_USERNAME,
        false,
        value -> {
          require(
              value.codePointCount(0, value.length()) <= MAX_CHATALOT_USERNAME,
              "a username of at most " + MAX_CHATALOT_USERNAME + " characters",
              value);
          return value;
        });
  }

  static Kind<URI> publicUrl() {
    return new Kind<>(
        "an absolute http or https URL with a host, without query, fragment and credentials",
        Kinds::publicUrl);
  }

  private static URI publicUrl(String value) {
    String bounds = publicUrl().bounds();
    URI uri;
    try {
      uri = URI.create(withoutSlashes(value));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("must be " + bounds, wrong);
    }
    boolean web = "http".equalsIgnoreCase(uri.getScheme());
    web |= "https".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getQuery() == null && uri.getFragment() == null;
    boolean open = uri.getRawUserInfo() == null && uri.getHost() != null;
    boolean port = uri.getPort() >= -1 && uri.getPort() <= 65535 && uri.getPort() != 0;
    // The message does not repeat the value, which may hold credentials.
    if (!(web && bare && open && port)) {
      throw new IllegalArgumentException("must be " + bounds);
    }
    return uri;
  }

  /** Cuts slashes off the end in one pass; a regular expression would be quadratic. */
  private static String withoutSlashes(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '/') {
      end--;
    }
    return value.substring(0, end);
  }

  private static void require(boolean right, String expected, String value) {
    if (!right) {
      throw new IllegalArgumentException("must be " + expected + ", but is " + Quoted.of(value));
    }
  }
}
