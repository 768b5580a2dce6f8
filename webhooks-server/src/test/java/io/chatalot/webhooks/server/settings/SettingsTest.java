package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.server.DriverLog;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void withoutAnEnvironmentTheDefaultsHold() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.publicUrl()).isEmpty();
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.dataDir()).isEqualTo(Path.of("./chatalot-data"));
    assertThat(settings.ownerPassword()).isEmpty();
    assertThat(settings.rateLimit()).isEqualTo(new BigDecimal("5"));
    assertThat(settings.rateBurst()).isEqualTo(30);
    assertThat(settings.maxPerChannel()).isEqualTo(50);
    assertThat(settings.maxStreamsPerUser()).isEqualTo(100);
    assertThat(settings.retentionDays()).isZero();
    assertThat(settings.messagePartitions()).isZero();
    assertThat(settings.trustedProxies()).isEqualTo(TrustedProxies.NONE);
    assertThat(settings.sessionDays()).isEqualTo(30);
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
    assertThat(settings.http()).isEqualTo(HttpOptions.on("127.0.0.1", 8080));
    assertThat(settings.publicUrl(8081)).isEqualTo(URI.create("http://127.0.0.1:8081"));
  }

  @Test
  void aBlankSettingIsNotSet() {
    assertThat(Settings.of(Map.of("WEBHOOKS_PORT", " ", "WEBHOOKS_DATABASE_URL", "")))
        .hasToString(Settings.of(Map.of()).toString());
  }

  @Test
  void anIpv6HostIsBracketedInUrls() {
    assertThat(Settings.of(Map.of("WEBHOOKS_HOST", "[::1]")).publicUrl(80))
        .isEqualTo(URI.create("http://[::1]:80"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.org/, https://chat.example.org",
    "http://localhost:8080/hooks//, http://localhost:8080/hooks",
    "HTTPS://chat.example.org, HTTPS://chat.example.org"
  })
  void thePublicUrlLosesTheSlashAtItsEnd(String given, String kept) {
    assertThat(Settings.of(Map.of("WEBHOOKS_PUBLIC_URL", given)).publicUrl(1))
        .isEqualTo(URI.create(kept));
  }

  @ParameterizedTest
  @CsvSource({
    "WEBHOOKS_HOST, a b",
    "WEBHOOKS_HOST, %",
    "WEBHOOKS_HOST, :::::",
    "WEBHOOKS_PORT, -1",
    "WEBHOOKS_PORT, 65536",
    "WEBHOOKS_PORT, 80a",
    "WEBHOOKS_PORT, 99999999999999999999",
    "WEBHOOKS_PUBLIC_URL, /hooks",
    "WEBHOOKS_PUBLIC_URL, ftp://example.org",
    "WEBHOOKS_PUBLIC_URL, http://",
    "WEBHOOKS_PUBLIC_URL, http://example.org?x=1",
    "WEBHOOKS_PUBLIC_URL, http://example.org#x",
    "WEBHOOKS_PUBLIC_URL, http://example.org:99999",
    "WEBHOOKS_PUBLIC_URL, http://me:secret99@example.org",
    "WEBHOOKS_DATABASE_URL, mysql://me:secret99@localhost/x",
    "WEBHOOKS_DATABASE_URL, postgresql://me:secret99@localhost",
    "WEBHOOKS_DATABASE_URL, postgresql://me:secret99@localhost:99999/x",
    "WEBHOOKS_DATABASE_URL, postgresql://me:sec/ret99@localhost/x",
    "WEBHOOKS_DATABASE_URL, postgresql://me:secret99%@localhost/x",
    "WEBHOOKS_DATABASE_URL, postgresql://me:secret99%ff@localhost/x",
    "WEBHOOKS_DATABASE_URL, jdbc:postgresql://me:secret99@localhost/x",
    "WEBHOOKS_DATABASE_URL, jdbc:mysql://localhost/x?password=secret99",
    "WEBHOOKS_OWNER_PASSWORD, secret9",
    "WEBHOOKS_RATE_LIMIT, -1",
    "WEBHOOKS_RATE_LIMIT, 1e3",
    "WEBHOOKS_RATE_LIMIT, NaN",
    "WEBHOOKS_RATE_LIMIT, 0.0001",
    "WEBHOOKS_RATE_BURST, 0",
    "WEBHOOKS_RATE_BURST, 1000001",
    "WEBHOOKS_MAX_PER_CHANNEL, 0",
    "WEBHOOKS_MAX_STREAMS_PER_USER, 0",
    "WEBHOOKS_MAX_STREAMS_PER_USER, 1000001",
    "WEBHOOKS_RETENTION_DAYS, 1",
    "WEBHOOKS_RETENTION_DAYS, 36501",
    "WEBHOOKS_RETENTION_DAYS, 30d",
    "WEBHOOKS_MESSAGE_PARTITIONS, 1",
    "WEBHOOKS_MESSAGE_PARTITIONS, 257",
    "WEBHOOKS_MESSAGE_PARTITIONS, -2",
    "WEBHOOKS_TRUSTED_PROXIES, proxy.example",
    "WEBHOOKS_TRUSTED_PROXIES, 10.0.0.0/40",
    "WEBHOOKS_SESSION_DAYS, 0",
    "WEBHOOKS_SESSION_DAYS, 366",
    "WEBHOOKS_CORS_ORIGINS, *",
    "WEBHOOKS_CORS_ORIGINS, https://app.example/path",
    "WEBHOOKS_CORS_ORIGINS, file://",
    "WEBHOOKS_CORS_EXECUTE, null",
    "WEBHOOKS_CORS_EXECUTE, '*,https://app.example'",
    "WEBHOOKS_ACCESS_LOG, yes",
    "WEBHOOKS_MAX_CONNECTIONS, 15",
    "WEBHOOKS_MAX_CONNECTIONS, 1000001",
    "WEBHOOKS_LOG_FORMAT, xml"
  })
  void aWrongSettingIsNamedInOneLineWithoutASecret(String name, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(name + " must ")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://me:secret/99/x",
    "jdbc:postgresql://me:secret99/x",
    "jdbc:postgresql://secret99",
    "jdbc:postgresql:x?service=secret99"
  })
  void theDriverLogsNothingOfAWrongAddress(String url) {
    try (var log = new DriverLog()) {
      log.listen();
      assertThatThrownBy(() -> Settings.of(Map.of("WEBHOOKS_DATABASE_URL", url)))
          .hasMessageNotContaining("secret");
      assertThat(log.messages()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "0.001", "0.5", "1000000"})
  void ratesAreDecimal(String rate) {
    assertThat(Settings.of(Map.of("WEBHOOKS_RATE_LIMIT", rate)).rateLimit())
        .isEqualByComparingTo(rate);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2, 2", "36500, 256"})
  void retentionAndPartitionsAreOffOrWithinTheirBounds(String days, String partitions) {
    Settings settings =
        Settings.of(
            Map.of("WEBHOOKS_RETENTION_DAYS", days, "WEBHOOKS_MESSAGE_PARTITIONS", partitions));
    assertThat(settings.retentionDays()).isEqualTo(Integer.parseInt(days));
    assertThat(settings.messagePartitions()).isEqualTo(Integer.parseInt(partitions));
  }

  @Test
  void whatTheServerListensWithIsGathered() {
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_TRUSTED_PROXIES", "10.0.0.0/8,::1",
                "WEBHOOKS_SESSION_DAYS", "365",
                "WEBHOOKS_CORS_ORIGINS",
                    "https://A.example, http://b.example:3000/, tauri://localhost",
                "WEBHOOKS_CORS_EXECUTE", "*",
                "WEBHOOKS_TLS_CERTIFICATE", "c.pem",
                "WEBHOOKS_TLS_KEY", "k.pem",
                "WEBHOOKS_ACCESS_LOG", "true",
                "WEBHOOKS_MAX_CONNECTIONS", "16",
                "WEBHOOKS_LOG_FORMAT", "json"));
    HttpOptions http = settings.http();

    assertThat(http.proxies()).hasToString("10.0.0.0/8,0:0:0:0:0:0:0:1/128");
    assertThat(http.crossOrigins())
        .isEqualTo(
            new CrossOrigins(
                Set.of("https://a.example", "http://b.example:3000", "tauri://localhost"),
                Set.of("*")));
    assertThat(http.tls()).contains(new TlsFiles(Path.of("c.pem"), Path.of("k.pem")));
    assertThat(http.accessLog()).isTrue();
    assertThat(http.maxConnections()).isEqualTo(16);
    assertThat(settings.sessionDays()).isEqualTo(365);
    assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void transportIsStrictWhereThePublicUrlIsHttps() {
    var tls = Map.of("WEBHOOKS_TLS_CERTIFICATE", "c.pem", "WEBHOOKS_TLS_KEY", "k.pem");
    var plain = new HashMap<>(tls);
    plain.put("WEBHOOKS_PUBLIC_URL", "http://chat.example");

    assertThat(Settings.of(tls).publicUrl(443)).isEqualTo(URI.create("https://127.0.0.1:443"));
    assertThat(Settings.of(tls).http().strictTransport()).isTrue();
    assertThat(Settings.of(plain).http().strictTransport()).isFalse();
    assertThat(
            Settings.of(Map.of("WEBHOOKS_PUBLIC_URL", "HTTPS://chat.example"))
                .http()
                .strictTransport())
        .isTrue();
  }

  @Test
  void aCertificateAndItsKeyComeTogether() {
    assertThatThrownBy(() -> Settings.of(Map.of("WEBHOOKS_TLS_KEY", "k.pem")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("WEBHOOKS_TLS_KEY needs WEBHOOKS_TLS_CERTIFICATE");
    assertThatThrownBy(() -> Settings.of(Map.of("WEBHOOKS_TLS_CERTIFICATE", "c.pem")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("WEBHOOKS_TLS_CERTIFICATE needs WEBHOOKS_TLS_KEY");
  }

  @Test
  void passwordsAreCountedInCharactersAndKeepTheirEdges() {
    String password = " \uD83D\uDE00234567";
    Map<String, String> environment = Map.of("WEBHOOKS_OWNER_PASSWORD", password);
    assertThat(Settings.of(environment).ownerPassword()).contains(password);
    assertThatThrownBy(
            () -> Settings.of(Map.of("WEBHOOKS_OWNER_PASSWORD", "\uD83D\uDE00".repeat(7))))
        .hasMessageContaining("has 7");
  }

  @Test
  void allFaultsAreToldAtOnceALineEach() {
    var environment =
        Map.of(
            "WEBHOOKS_PORT", "http",
            "WEBHOOKS_OWNER_PASSWORD", "secret9",
            "WEBHOOKS_TLS_KEY", "k.pem",
            "WEBHOOKS_PROT", "80",
            "PATH", "/bin");

    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOfSatisfying(
            SettingsException.class,
            wrong ->
                assertThat(wrong.faults())
                    .containsExactly(
                        "WEBHOOKS_PORT must be a whole number from 0 to 65535, but is http",
                        "WEBHOOKS_OWNER_PASSWORD must have 8 to 1024 characters, but has 7",
                        "WEBHOOKS_TLS_KEY needs WEBHOOKS_TLS_CERTIFICATE, which is not set",
                        "WEBHOOKS_PROT is not a setting; did you mean WEBHOOKS_PORT?"));
  }

  @Test
  void toStringNamesEachSettingOnce() {
    String shown = Settings.of(Map.of()).toString();

    assertThat(SettingsTable.ALL)
        .allSatisfy(setting -> assertThat(shown).containsOnlyOnce(setting.name() + "="));
  }

  @Test
  void toStringShowsNoSecret() {
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_OWNER_PASSWORD",
                "secret-one",
                "WEBHOOKS_DATABASE_URL",
                "postgresql://me:secret-two@db/x?password=secret-three"));

    assertThat(settings.toString()).contains("db/x").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql://db/x, jdbc:postgresql://db/x, -, -",
        "postgres://me@db:5433/x, jdbc:postgresql://db:5433/x, me, -",
        "postgresql://me:p%40ss+%C3%A9@db/x, jdbc:postgresql://db/x, me, p@ss+é",
        "postgresql://me:a:b@db/x?sslmode=require, jdbc:postgresql://db/x?sslmode=require, me, a:b",
        "postgresql://me:p@ss@db/x, jdbc:postgresql://db/x, me, p@ss",
        "'postgresql://me:p@a:1,b:2/x', 'jdbc:postgresql://a:1,b:2/x', me, p",
        "'postgres://me:p@a:1,b:2/x?targetServerType=primary',"
            + " 'jdbc:postgresql://a:1,b:2/x?targetServerType=primary', me, p",
        "'jdbc:postgresql://a:1,b:2/x?user=me&targetServerType=primary',"
            + " 'jdbc:postgresql://a:1,b:2/x?user=me&targetServerType=primary', -, -",
        "postgresql://me:p@[::1]:5432/x, jdbc:postgresql://[::1]:5432/x, me, p",
        "jdbc:postgresql:x, jdbc:postgresql:x, -, -",
        "jdbc:postgresql://db/x?user=me@corp, jdbc:postgresql://db/x?user=me@corp, -, -"
      })
  void theDatabaseUrlHasManyForms(String given, String jdbcUrl, String user, String password) {
    assertThat(Settings.of(Map.of("WEBHOOKS_DATABASE_URL", given)).databaseUrl())
        .contains(
            new DatabaseAddress(jdbcUrl, Optional.ofNullable(user), Optional.ofNullable(password)));
  }
}
