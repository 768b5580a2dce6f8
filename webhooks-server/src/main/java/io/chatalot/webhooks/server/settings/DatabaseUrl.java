package io.chatalot.webhooks.server.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Parses the address of a PostgreSQL database, in either form:
 *
 * <ul>
 *   <li>libpq's {@code postgresql://user:password@host:port/database?parameters}, also with the
 *       scheme {@code postgres}; user and password are percent-encoded, and several hosts are
 *       separated by commas;
 *   <li>{@code jdbc:postgresql:...}, which goes to the driver as it is.
 * </ul>
 *
 * <p>Messages never quote the address, since it may hold a password.
 */
final class DatabaseUrl {
  private static final String FORMS =
      "postgresql://user:password@host:port/database or jdbc:postgresql://host:port/database";
  private static final Pattern LIBPQ =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<info>[^/?#]*)@)?(?<hosts>[^/?#@]*)(?:/(?<name>[^?#]*))?"
              + "(?:\\?(?<query>[^#]*))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST =
      Pattern.compile("(?:[\\p{Alnum}._-]+|\\[[\\p{XDigit}:.]+])(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern ESCAPE = Pattern.compile("%(\\p{XDigit}{2})?");

  /** Held strongly: java.util.logging collects an unused logger, and its level with it. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  private DatabaseUrl() {}

  /**
   * @throws IllegalArgumentException if the address has neither form; the message names both
   */
  static DatabaseAddress parse(String url) {
    if (url.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return jdbc(url);
    }
    Matcher parts = LIBPQ.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be of the form " + FORMS);
    }
    requireHosts(parts.group("hosts"));
    String name = parts.group("name");
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("must name a database, as in " + FORMS);
    }
    if (name.contains("/") || name.contains("@")) {
      throw new IllegalArgumentException(
          "must have one / before the database's name, and user and password percent-encoded");
    }
    String query = parts.group("query");
    String jdbcUrl =
        "jdbc:postgresql://"
            + parts.group("hosts")
            + "/"
            + name
            + (query == null || query.isEmpty() ? "" : "?" + query);
    requireUnderstood(jdbcUrl);
    Optional<String> info = Optional.ofNullable(parts.group("info"));
    Optional<String> user = info.map(i -> decode(i.split(":", 2)[0])).filter(u -> !u.isEmpty());
    Optional<String> password = info.filter(i -> i.contains(":")).map(i -> i.split(":", 2)[1]);
    return new DatabaseAddress(jdbcUrl, user, password.map(DatabaseUrl::decode));
  }

  private static DatabaseAddress jdbc(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("must be a PostgreSQL address: " + FORMS);
    }
    if (url.contains("@") && url.indexOf('@') < (url + "?").indexOf('?')) {
      throw new IllegalArgumentException(
          "must not have user:password@ in its jdbc: form; use ?user=...&password=... or"
              + " postgresql://");
    }
    requireUnderstood(url);
    return new DatabaseAddress(url, Optional.empty(), Optional.empty());
  }

  private static void requireHosts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      Matcher matcher = HOST.matcher(host);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "must name a host, or several as host:port,host:port; user and password"
                + " percent-encoded");
      }
      String port = matcher.group("port");
      if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
        throw new IllegalArgumentException("must have a port of 1 to 65535");
      }
    }
  }

  private static void requireUnderstood(String jdbcUrl) {
    if (!isUnderstood(jdbcUrl)) {
      throw new IllegalArgumentException("must be of the form " + FORMS);
    }
  }

  /** Silences the driver, which logs a URL that it cannot parse, with the password in it. */
  private static boolean isUnderstood(String jdbcUrl) {
    Level before = DRIVER_LOG.getLevel();
    DRIVER_LOG.setLevel(Level.OFF);
    try {
      return Driver.parseURL(jdbcUrl, new Properties()) != null;
    } finally {
      DRIVER_LOG.setLevel(before);
    }
  }

  /** Decodes percent-encoding only; unlike in a form, a plus sign stays a plus sign. */
  private static String decode(String encoded) {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
    Matcher escape = ESCAPE.matcher(encoded);
    int done = 0;
    while (escape.find()) {
      if (escape.group(1) == null) {
        throw new IllegalArgumentException("must have its user and password percent-encoded");
      }
      bytes.put(encoded.substring(done, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.put((byte) Integer.parseInt(escape.group(1), 16));
      done = escape.end();
    }
    bytes.put(encoded.substring(done).getBytes(StandardCharsets.UTF_8));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException("must have its user and password in UTF-8", notText);
    }
  }
}
