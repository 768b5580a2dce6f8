package io.chatalot.webhooks.server.settings;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.jdbc.MessagePartitions;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the operator says, from the environment, in UTF-8. One that is blank counts as not set;
 * white space at the ends is cut off, but for the password's. They are all checked before anything
 * starts.
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
 * <tr><td>{@code WEBHOOKS_MAX_STREAMS_PER_USER}</td><td>streams that one user may have open on a
 *     node; of one session half as many</td><td>1 to 1000000</td><td>100</td></tr>
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
 * <tr><td>{@code WEBHOOKS_MAX_CONNECTIONS}</td><td>clients that may be connected at a time; an
 *     eighth of the heap bounds them, too, by 8 KiB each</td><td>16 to 1000000</td>
 *     <td>10000</td></tr>
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
    int maxStreamsPerUser,
    int retentionDays,
    int messagePartitions,
    TrustedProxies trustedProxies,
    int sessionDays,
    CrossOrigins crossOrigins,
    Optional<TlsFiles> tls,
    boolean accessLog,
    int maxConnections,
    LogFormat logFormat) {

  /** What all of them are called. */
  public static final List<String> NAMES =
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
          "WEBHOOKS_MAX_STREAMS_PER_USER",
          "WEBHOOKS_RETENTION_DAYS",
          "WEBHOOKS_MESSAGE_PARTITIONS",
          "WEBHOOKS_TRUSTED_PROXIES",
          "WEBHOOKS_SESSION_DAYS",
          "WEBHOOKS_CORS_ORIGINS",
          "WEBHOOKS_CORS_EXECUTE",
          "WEBHOOKS_TLS_CERTIFICATE",
          "WEBHOOKS_TLS_KEY",
          "WEBHOOKS_ACCESS_LOG",
          "WEBHOOKS_MAX_CONNECTIONS",
          "WEBHOOKS_LOG_FORMAT");

  private static final int SHORTEST = (int) MessageRetention.SHORTEST.toDays();

  /**
   * Reads the settings.
   *
   * @throws ServerException if one is wrong, naming it, its fault and its bounds, but no secret
   */
  public static Settings of(Map<String, String> environment) {
    Function<String, Optional<String>> get =
        name -> Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    return new Settings(
        read(get, "WEBHOOKS_HOST", "127.0.0.1", SettingValues::host),
        read(get, "WEBHOOKS_PORT", "8080", value -> SettingValues.integer(value, 0, 65535)),
        read(get, "WEBHOOKS_PUBLIC_URL", SettingValues::publicUrl),
        read(get, "WEBHOOKS_DATABASE_URL", DatabaseUrl::parse),
        read(get, "WEBHOOKS_DATA_DIR", "./chatalot-data", SettingValues::path),
        readUntrimmed(get, "WEBHOOKS_OWNER_PASSWORD", SettingValues::password),
        read(get, "WEBHOOKS_RATE_LIMIT", "5", SettingValues::rate),
        read(get, "WEBHOOKS_RATE_BURST", "30", value -> SettingValues.integer(value, 1, 1_000_000)),
        read(
            get,
            "WEBHOOKS_MAX_PER_CHANNEL",
            "50",
            value -> SettingValues.integer(value, 1, 1_000_000)),
        read(
            get,
            "WEBHOOKS_MAX_STREAMS_PER_USER",
            Integer.toString(WebhooksApi.DEFAULT_STREAMS_PER_USER),
            value -> SettingValues.integer(value, 1, 1_000_000)),
        read(
            get,
            "WEBHOOKS_RETENTION_DAYS",
            "0",
            value -> SettingValues.zeroOr(value, SHORTEST, 36_500)),
        read(
            get,
            "WEBHOOKS_MESSAGE_PARTITIONS",
            "0",
            value -> SettingValues.zeroOr(value, MessagePartitions.FEWEST, MessagePartitions.MOST)),
        read(get, "WEBHOOKS_TRUSTED_PROXIES", TrustedProxies::parse).orElse(TrustedProxies.NONE),
        read(get, "WEBHOOKS_SESSION_DAYS", "30", value -> SettingValues.integer(value, 1, 365)),
        new CrossOrigins(
            read(get, "WEBHOOKS_CORS_ORIGINS", SettingValues::origins).orElse(Set.of()),
            read(get, "WEBHOOKS_CORS_EXECUTE", SettingValues::originsOrAny).orElse(Set.of())),
        tls(get),
        read(get, "WEBHOOKS_ACCESS_LOG", "false", SettingValues::flag),
        read(
            get,
            "WEBHOOKS_MAX_CONNECTIONS",
            Integer.toString(HttpOptions.MAX_CONNECTIONS),
            value -> SettingValues.integer(value, 16, 1_000_000)),
        read(get, LogFormat.SETTING, "text", LogFormat::parse));
  }

  private static Optional<TlsFiles> tls(Function<String, Optional<String>> get) {
    Optional<Path> certificate = read(get, "WEBHOOKS_TLS_CERTIFICATE", SettingValues::path);
    Optional<Path> key = read(get, "WEBHOOKS_TLS_KEY", SettingValues::path);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ServerException(
          (key.isEmpty() ? "WEBHOOKS_TLS_KEY" : "WEBHOOKS_TLS_CERTIFICATE")
              + " must be set too, since the certificate and its key are of no use alone");
    }
    return certificate.map(file -> new TlsFiles(file, key.orElseThrow()));
  }

  /** How the server listens. */
  public HttpOptions http() {
    return new HttpOptions(
        host, port, trustedProxies, crossOrigins, isHttps(), tls, accessLog, maxConnections);
  }

  private boolean isHttps() {
    return publicUrl.map(url -> "https".equalsIgnoreCase(url.getScheme())).orElse(tls.isPresent());
  }

  /** What webhook URLs start with, once the port is known; without a slash at its end. */
  public URI publicUrl(int actualPort) {
    return publicUrl.orElseGet(() -> address(actualPort));
  }

  /** Where the server listens, once the port is known. */
  public URI address(int actualPort) {
    return address(tls.isPresent() ? "https" : "http", host, actualPort);
  }

  public static URI address(String scheme, String host, int port) {
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
      return get.apply(name).map(Settings::readable).map(as);
    } catch (IllegalArgumentException wrong) {
      throw new ServerException(name + " " + wrong.getMessage());
    }
  }

  private static String readable(String value) {
    if (!Launch.isReadable(value)) {
      throw new IllegalArgumentException(
          "must be in UTF-8; if it is, the locale must be of UTF-8 too, such as LC_ALL=C.UTF-8");
    }
    return value;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Settings[host=%s, port=%d, publicUrl=%s, databaseUrl=%s, dataDir=%s, ownerPassword=%s,"
            + " rateLimit=%s, rateBurst=%d, maxPerChannel=%d, maxStreamsPerUser=%d,"
            + " retentionDays=%d, messagePartitions=%d, trustedProxies=%s, sessionDays=%d,"
            + " crossOrigins=%s, tls=%s, accessLog=%s, maxConnections=%d, logFormat=%s]",
        host,
        port,
        publicUrl.map(URI::toString).orElse("-"),
        databaseUrl.map(DatabaseAddress::toString).orElse("embedded"),
        dataDir,
        ownerPassword.isPresent() ? "***" : "-",
        rateLimit.toPlainString(),
        rateBurst,
        maxPerChannel,
        maxStreamsPerUser,
        retentionDays,
        messagePartitions,
        trustedProxies,
        sessionDays,
        crossOrigins,
        tls.map(TlsFiles::toString).orElse("-"),
        accessLog,
        maxConnections,
        logFormat);
  }
}
