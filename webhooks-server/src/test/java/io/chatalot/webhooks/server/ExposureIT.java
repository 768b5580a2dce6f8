package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, where others than this machine's users may listen. */
class ExposureIT {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void whoListensBeyondLoopbackWithoutTlsIsWarnedAtTheStart() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, Map.of("WEBHOOKS_HOST", "0.0.0.0"))) {
      assertThat(server.err().lines())
          .filteredOn(line -> line.contains("WARN"))
          .satisfiesExactly(
              line -> assertThat(line).contains("Listening on 0.0.0.0 without TLS"),
              line ->
                  assertThat(line)
                      .contains("start with " + server.address(), "WEBHOOKS_PUBLIC_URL"));
    }
  }

  @Test
  void withTheFilesOfItsSettingsItSpeaksTlsAndWarnsOfNothing() throws Exception {
    KeyStore pair = selfSigned();
    var settings =
        Map.of(
            "WEBHOOKS_HOST",
            "0.0.0.0",
            "WEBHOOKS_PUBLIC_URL",
            "https://chat.example",
            "WEBHOOKS_TLS_CERTIFICATE",
            folder.resolve("certificate.pem").toString(),
            "WEBHOOKS_TLS_KEY",
            folder.resolve("key.pem").toString());
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      URI address = URI.create(server.address());
      assertThat(address.getScheme()).isEqualTo("https");
      var answer =
          trusting(pair)
              .send(
                  HttpRequest.newBuilder(
                          URI.create("https://127.0.0.1:" + address.getPort() + "/health/live"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(server.err()).doesNotContain("WARN");
    }
  }

  /** A pair that the JDK's own keytool makes, in the files of the settings too. */
  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("made.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line =
        String.format(
            Locale.ROOT,
            keytool
                + " -genkeypair -alias tls -keyalg EC -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1"
                + " -validity 2 -storetype PKCS12 -storepass %s -keystore %s",
            PASSWORD,
            file);
    assertThat(new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, PASSWORD.toCharArray());
    }
    write("certificate.pem", "CERTIFICATE", store.getCertificate("tls").getEncoded());
    write("key.pem", "PRIVATE KEY", store.getKey("tls", PASSWORD.toCharArray()).getEncoded());
    return store;
  }

  private void write(String file, String what, byte[] content) throws Exception {
    String pem = "-----BEGIN %s-----%n%s%n-----END %s-----%n";
    Files.writeString(
        folder.resolve(file),
        String.format(
            Locale.ROOT, pem, what, Base64.getMimeEncoder().encodeToString(content), what));
  }

  private static HttpClient trusting(KeyStore pair) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("trusted", pair.getCertificate("tls"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
