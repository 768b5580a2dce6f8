package io.chatalot.webhooks.server.settings;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The operator's settings, as {@link SettingsTable} defines them and {@code docs/settings.md} shows
 * them. They come from the environment, in UTF-8. A blank variable counts as not set, and white
 * space at the ends of a value is cut off, except for the password's. Immutable.
 */
public final class Settings {
  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /**
   * Reads the settings.
   *
   * @param environment all variables; those without the prefix {@code WEBHOOKS_} are ignored
   * @throws SettingsException if a value is wrong or a name is misspelt; it lists all faults
   */
  public static Settings of(Map<String, String> environment) {
    return new Settings(SettingsReader.read(environment));
  }

  // Each value has the type of its setting: only a setting's own parser makes it.
  @SuppressWarnings("unchecked")
  private <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  public String host() {
    return get(SettingsTable.HOST);
  }

  /** 0 takes a free port. */
  public int port() {
    return get(SettingsTable.PORT);
  }

  /** Empty means that the server has users, communities and channels of its own. */
  public Optional<ChatalotSettings> chatalot() {
    return get(SettingsTable.CHATALOT_DATABASE_URL)
        .map(
            address ->
                new ChatalotSettings(
                    address,
                    get(SettingsTable.CHATALOT_PUBLIC_KEY).orElseThrow(),
                    get(SettingsTable.CHATALOT_SENDER),
                    get(SettingsTable.CHATALOT_MOVE)));
  }

  /** Empty means the embedded PostgreSQL, or Chatalot's database if there is a Chatalot. */
  public Optional<DatabaseAddress> databaseUrl() {
    return get(SettingsTable.DATABASE_URL);
  }

  public Path dataDir() {
    return get(SettingsTable.DATA_DIR);
  }

  public Optional<String> ownerPassword() {
    return get(SettingsTable.OWNER_PASSWORD);
  }

  /** Calls a second for each webhook; 0 means no limit. */
  public BigDecimal rateLimit() {
    return get(SettingsTable.RATE_LIMIT);
  }

  public int rateBurst() {
    return get(SettingsTable.RATE_BURST);
  }

  public int maxPerChannel() {
    return get(SettingsTable.MAX_PER_CHANNEL);
  }

  public int maxStreamsPerUser() {
    return get(SettingsTable.MAX_STREAMS_PER_USER);
  }

  /** 0 keeps messages for ever. */
  public int retentionDays() {
    return get(SettingsTable.RETENTION_DAYS);
  }

  /** 0 means one plain table. */
  public int messagePartitions() {
    return get(SettingsTable.MESSAGE_PARTITIONS);
  }

  public int sessionDays() {
    return get(SettingsTable.SESSION_DAYS);
  }

  public LogFormat logFormat() {
    return get(SettingsTable.LOG_FORMAT);
  }

  /** Without a slash at its end; empty means {@link #address} with the port that was taken. */
  public Optional<URI> publicUrl() {
    return get(SettingsTable.PUBLIC_URL);
  }

  public TrustedProxies trustedProxies() {
    return get(SettingsTable.TRUSTED_PROXIES);
  }

  /** Empty means plain HTTP. */
  public Optional<TlsFiles> tls() {
    return get(SettingsTable.TLS_CERTIFICATE)
        .map(certificate -> new TlsFiles(certificate, get(SettingsTable.TLS_KEY).orElseThrow()));
  }

  private CrossOrigins crossOrigins() {
    return new CrossOrigins(get(SettingsTable.CORS_ORIGINS), get(SettingsTable.CORS_EXECUTE));
  }

  /** How the server listens. */
  public HttpOptions http() {
    return new HttpOptions(
        host(),
        port(),
        trustedProxies(),
        crossOrigins(),
        isHttps(),
        tls(),
        get(SettingsTable.ACCESS_LOG),
        get(SettingsTable.MAX_CONNECTIONS));
  }

  private boolean isHttps() {
    return publicUrl()
        .map(url -> "https".equalsIgnoreCase(url.getScheme()))
        .orElse(tls().isPresent());
  }

  /** What webhook URLs start with, once the port is known; without a slash at its end. */
  public URI publicUrl(int actualPort) {
    return publicUrl().orElseGet(() -> address(actualPort));
  }

  /** Where the server listens, once the port is known. */
  public URI address(int actualPort) {
    return address(tls().isPresent() ? "https" : "http", host(), actualPort);
  }

  public static URI address(String scheme, String host, int port) {
    String shown = host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host;
    return URI.create(scheme + "://" + shown + ":" + port);
  }

  /** All settings with their values; secrets are masked. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(value -> value.getKey().name() + "=" + value.getKey().shown(value.getValue()))
        .collect(Collectors.joining(", ", "Settings[", "]"));
  }
}
