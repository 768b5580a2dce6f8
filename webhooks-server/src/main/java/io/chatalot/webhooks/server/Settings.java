package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.CrossOrigins;
import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.TlsFiles;
import io.chatalot.webhooks.adapter.http.TrustedProxies;
import io.chatalot.webhooks.adapter.jdbc.MessagePartitions;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator says, from the environment. One that is blank counts as not set; white space at
 * the ends is cut off, but for the password's. They are all checked before anything starts.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>name</th><th>meaning</th><th>bounds</th><th>default</th></tr>
 * <tr><td>{@code WEBHOOKS_HOST}</td><td>the name or address to listen on</td>
 *     <td>a host name, IPv4 or IPv6 address</td><td>{@code 127.0.0.1}</td></tr>
 * <tr><td>{@code WEBHOOKS_PORT}</td><td>the TCP port to listen on</td>
 *     <td>0 to 65535; 0 takes a free one</td><td>8080</td></tr>
 * <tr><td>{@code WEBHOOKS_PUBLIC_URL}</td><td>what webhook URLs start with</td>
 *     <td>absolute http or https URL, without query, fragment and credentials</td>
 *     <td>{@code http://HOST:PORT}, or {@code https} with TLS</td></tr>
 * <tr><td>{@code WEBHOOKS_DATABASE_URL}</td><td>the PostgreSQL (14 or later) to keep all in</td>
 *     <td>{@code postgresql://} or {@code jdbc:postgresql:}</td><td>the embedded one</td></tr>
 * <tr><td>{@code WEBHOOKS_DATA_DIR}</td><td>the folder of the embedded PostgreSQL</td>
 *     <td>a path</td><td>{@code ./chatalot-data}</td></tr>
 * <tr><td>{@code WEBHOOKS_OWNER_PASSWORD}</td><td>the first user's password</td>
 *     <td>8 to 1024 characters</td><td>one is made</td></tr>
 * <tr><td>{@code WEBHOOKS_RATE_LIMIT}</td><td>calls a second for each webhook, in the long run</td>
 *     <td>a decimal number, 0 (no limit) or 0.001 to 1000000</td><td>5</td></tr>
 * <tr><td>{@code WEBHOOKS_RATE_BURST}</td><td>calls in a row for each webhook</td>
 *     <td>1 to 1000000</td><td>30</td></tr>
 * <tr><td>{@code WEBHOOKS_MAX_PER_CHANNEL}</td><td>webhooks that a channel may hold</td>
 *     <td>1 to 1000000</td><td>50</td></tr>
 * <tr><td>{@code WEBHOOKS_RETENTION_DAYS}</td><td>days for which messages are kept at least</td>
 *     <td>0 (for ever) or 2 to 36500</td><td>0</td></tr>
 * <tr><td>{@code WEBHOOKS_MESSAGE_PARTITIONS}</td><td>parts that the messages are split into, for
 *     good</td><td>0 (none) or 2 to 256</td><td>0</td></tr>
 * <tr><td>{@code WEBHOOKS_TRUSTED_PROXIES}</td><td>the proxies that are believed about whom they
 *     call for ({@code X-Forwarded-For}, {@code X-Forwarded-Proto})</td>
 *     <td>addresses and CIDR blocks, with commas between them</td><td>none</td></tr>
 * <tr><td>{@code WEBHOOKS_SESSION_DAYS}</td><td>days for which a session lasts without use</td>
 *     <td>1 to 365</td><td>30</td></tr>
 * <tr><td>{@code WEBHOOKS_CORS_ORIGINS}</td><td>other origins whose pages may use the API, with a
 *     bearer token</td><td>http and https origins, with commas between them</td><td>none</td></tr>
 * <tr><td>{@code WEBHOOKS_CORS_EXECUTE}</td><td>other origins whose pages may execute webhooks</td>
 *     <td>{@code *}, or as above</td><td>none but those</td></tr>
 * <tr><td>{@code WEBHOOKS_TLS_CERTIFICATE}, {@code WEBHOOKS_TLS_KEY}</td><td>files of PEM with the
 *     certificate and those that it depends on, and with its key (PKCS#8, without a password); read
 *     again when they change</td><td>paths; both or none; RSA or EC</td><td>plain HTTP</td></tr>
 * <tr><td>{@code WEBHOOKS_ACCESS_LOG}</td><td>whether each answer is logged, by its route</td>
 *     <td>{@code true} or {@code false}</td><td>{@code false}</td></tr>
 * <tr><td>{@code WEBHOOKS_LOG_FORMAT}</td><td>how the log is written</td>
 *     <td>{@code text}, or {@code json}: one object a line</td><td>{@code text}</td></tr>
 * </table>
 *
 * @param publicUrl without a slash at its end; empty means {@link #address} with the port that was
 *     taken
 * @param databaseUrl empty means the embedded one
 */
public record Settings(
    String host,
    int port,
    Optional<URI> publicUrl,
    Optional<DatabaseAddress> databaseUrl,
    Path dataDir,
    Optional<String> ownerPassword,
    BigDecimal rateLimit,
    int rateBurst,
    int maxPerChannel,
    int retentionDays,
    int messagePartitions,
    TrustedProxies trustedProxies,
    int sessionDays,
    CrossOrigins crossOrigins,
    Optional<TlsFiles> tls,
    boolean accessLog,
    LogFormat logFormat) {

  /** What all of them are called. */
  static final List<String> NAMES =
      List.of(
          "WEBHOOKS_HOST",
          "WEBHOOKS_PORT",
          "WEBHOOKS_PUBLIC_URL",
          "WEBHOOKS_DATABASE_URL",
          "WEBHOOKS_DATA_DIR",
          "WEBHOOKS_OWNER_PASSWORD",
          "WEBHOOKS_RATE_LIMIT",
          "WEBHOOKS_RATE_BURST",
          "WEBHOOKS_MAX_PER_CHANNEL",
          "WEBHOOKS_RETENTION_DAYS",
          "WEBHOOKS_MESSAGE_PARTITIONS",
          "WEBHOOKS_TRUSTED_PROXIES",
          "WEBHOOKS_SESSION_DAYS",
          "WEBHOOKS_CORS_ORIGINS",
          "WEBHOOKS_CORS_EXECUTE",
          "WEBHOOKS_TLS_CERTIFICATE",
          "WEBHOOKS_TLS_KEY",
          "WEBHOOKS_ACCESS_LOG",
          "WEBHOOKS_LOG_FORMAT");

  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._-]{1,253}|[\\p{XDigit}:.%]+");
  private static final BigDecimal MIN_RATE = new BigDecimal("0.001");
  private static final BigDecimal MAX_RATE = new BigDecimal("1000000");
  private static final int SHORTEST = (int) MessageRetention.SHORTEST.toDays();
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 1024;

  /**
   * Reads the settings.
   *
   * @throws ServerException if one is wrong, naming it, its fault and its bounds, but no secret
   */
  public static Settings of(Map<String, String> environment) {
    Function<String, Optional<String>> get =
        name -> Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    return new Settings(
        read(get, "WEBHOOKS_HOST", "127.0.0.1", Settings::host),
        read(get, "WEBHOOKS_PORT", "8080", value -> integer(value, 0, 65535)),
        read(get, "WEBHOOKS_PUBLIC_URL", Settings::publicUrl),
        read(get, "WEBHOOKS_DATABASE_URL", DatabaseUrl::parse),
        read(get, "WEBHOOKS_DATA_DIR", "./chatalot-data", Settings::path),
        readUntrimmed(get, "WEBHOOKS_OWNER_PASSWORD", Settings::password),
        read(get, "WEBHOOKS_RATE_LIMIT", "5", Settings::rate),
        read(get, "WEBHOOKS_RATE_BURST", "30", value -> integer(value, 1, 1_000_000)),
        read(get, "WEBHOOKS_MAX_PER_CHANNEL", "50", value -> integer(value, 1, 1_000_000)),
        read(get, "WEBHOOKS_RETENTION_DAYS", "0", value -> zeroOr(value, SHORTEST, 36_500)),
        read(
            get,
            "WEBHOOKS_MESSAGE_PARTITIONS",
            "0",
            value -> zeroOr(value, MessagePartitions.FEWEST, MessagePartitions.MOST)),
        read(get, "WEBHOOKS_TRUSTED_PROXIES", TrustedProxies::parse).orElse(TrustedProxies.NONE),
        read(get, "WEBHOOKS_SESSION_DAYS", "30", value -> integer(value, 1, 365)),
        new CrossOrigins(
            read(get, "WEBHOOKS_CORS_ORIGINS", Settings::origins).orElse(Set.of()),
            read(get, "WEBHOOKS_CORS_EXECUTE", Settings::originsOrAny).orElse(Set.of())),
        tls(get),
        read(get, "WEBHOOKS_ACCESS_LOG", "false", Settings::flag),
        read(get, LogFormat.SETTING, "text", LogFormat::parse));
  }

  private static Optional<TlsFiles> tls(Function<String, Optional<String>> get) {
    Optional<Path> certificate = read(get, "WEBHOOKS_TLS_CERTIFICATE", Settings::path);
    Optional<Path> key = read(get, "WEBHOOKS_TLS_KEY", Settings::path);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ServerException(
          (key.isEmpty() ? "WEBHOOKS_TLS_KEY" : "WEBHOOKS_TLS_CERTIFICATE")
              + " must be set too, since the certificate and its key are of no use alone");
    }
    return certificate.map(file -> new TlsFiles(file, key.orElseThrow()));
  }

  /** How the server listens. */
  HttpOptions http() {
    return new HttpOptions(host, port, trustedProxies, crossOrigins, isHttps(), tls, accessLog);
  }

  private boolean isHttps() {
    return publicUrl.map(url -> "https".equalsIgnoreCase(url.getScheme())).orElse(tls.isPresent());
  }

  /** What webhook URLs start with, once the port is known; without a slash at its end. */
  public URI publicUrl(int actualPort) {
    return publicUrl.orElseGet(() -> address(actualPort));
  }

  /** Where the server listens, once the port is known. */
  URI address(int actualPort) {
    return address(tls.isPresent() ? "https" : "http", host, actualPort);
  }

  private static URI address(String scheme, String host, int port) {
    String shown = host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
    return URI.create(scheme + "://" + shown + ":" + port);
  }

  private static <T> T read(
      Function<String, Optional<String>> get, String name, String orElse, Function<String, T> as) {
    return read(get, name, as).orElseGet(() -> as.apply(orElse));
  }

  private static <T> Optional<T> read(
      Function<String, Optional<String>> get, String name, Function<String, T> as) {
    return readUntrimmed(get, name, value -> as.apply(value.strip()));
  }

  private static <T> Optional<T> readUntrimmed(
      Function<String, Optional<String>> get, String name, Function<String, T> as) {
    try {
      return get.apply(name).map(as);
    } catch (IllegalArgumentException wrong) {
      throw new ServerException(name + " " + wrong.getMessage());
    }
  }

  private static String host(String value) {
    String bare = value.matches("\\[.*]") ? value.substring(1, value.length() - 1) : value;
    require(isHost(bare), "must be a host name or an address, but is ", value);
    return bare;
  }

  private static boolean isHost(String bare) {
    if (!HOST.matcher(bare).matches()) {
      return false;
    }
    try {
      return address("http", bare, 0).isAbsolute();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static int integer(String value, int min, int max) {
    boolean digits = value.matches("[0-9]{1,9}");
    require(
        digits && Integer.parseInt(value) >= min && Integer.parseInt(value) <= max,
        "must be a whole number from " + min + " to " + max + ", but is ",
        value);
    return Integer.parseInt(value);
  }

  private static int zeroOr(String value, int min, int max) {
    boolean digits = value.matches("[0-9]{1,9}");
    int number = digits ? Integer.parseInt(value) : -1;
    require(
        number == 0 || (number >= min && number <= max),
        "must be 0, or a whole number from " + min + " to " + max + ", but is ",
        value);
    return number;
  }

  private static boolean flag(String value) {
    require(value.matches("true|false"), "must be true or false, but is ", value);
    return value.equals("true");
  }

  private static Set<String> originsOrAny(String value) {
    return value.equals(CrossOrigins.ANY) ? Set.of(CrossOrigins.ANY) : origins(value);
  }

  private static Set<String> origins(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .map(CrossOrigins::origin)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static BigDecimal rate(String value) {
    boolean decimal = value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?");
    BigDecimal rate = decimal ? new BigDecimal(value) : MIN_RATE.negate();
    require(
        rate.signum() == 0 || (rate.compareTo(MIN_RATE) >= 0 && rate.compareTo(MAX_RATE) <= 0),
        "must be calls a second, 0 (no limit) or " + MIN_RATE + " to " + MAX_RATE + ", but is ",
        value);
    return rate;
  }

  private static Path path(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException("must be a path: " + wrong.getReason(), wrong);
    }
  }

  private static String password(String value) {
    int length = value.codePointCount(0, value.length());
    if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
      throw new IllegalArgumentException(
          "must have " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters, but has " + length);
    }
    return value;
  }

  private static URI publicUrl(String value) {
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

  @Override
  public String toString() {
    return "Settings[host=%s, port=%d, publicUrl=%s, databaseUrl=%s, dataDir=%s, ownerPassword=%s, rateLimit=%s, rateBurst=%d, maxPerChannel=%d, retentionDays=%d, messagePartitions=%d, trustedProxies=%s, sessionDays=%d, crossOrigins=%s, tls=%s, accessLog=%s, logFormat=%s]"
        .formatted(
            host,
            port,
            publicUrl.map(URI::toString).orElse("-"),
            databaseUrl.map(DatabaseAddress::toString).orElse("embedded"),
            dataDir,
            ownerPassword.isPresent() ? "***" : "-",
            rateLimit.toPlainString(),
            rateBurst,
            maxPerChannel,
            retentionDays,
            messagePartitions,
            trustedProxies,
            sessionDays,
            crossOrigins,
            tls.map(TlsFiles::toString).orElse("-"),
            accessLog,
            logFormat);
  }
}
