package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate for 127.0.0.1, which the JDK's own keytool makes.
 *
 * @param settings name their files
 */
public record PemFiles(Certificate certificate, Map<String, String> settings) {
  private static final String PASSWORD = "not a secret";

  public static PemFiles in(Path folder) throws Exception {
    Path made = folder.resolve("made.p12");
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "tls",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=IP:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            made.toString());
    assertThat(keytool.inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(made)) {
      store.load(content, PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate("tls");
    byte[] key = store.getKey("tls", PASSWORD.toCharArray()).getEncoded();
    return new PemFiles(
        certificate,
        Map.of(
            "WEBHOOKS_TLS_CERTIFICATE",
            write(folder.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
            "WEBHOOKS_TLS_KEY",
            write(folder.resolve("key.pem"), "PRIVATE KEY", key)));
  }

  /** What a client is to speak TLS with, who trusts the certificate. */
  public SSLContext trusted() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String write(Path file, String what, byte[] content) throws Exception {
    String pem = "-----BEGIN %s-----%n%s%n-----END %s-----%n";
    String text = Base64.getMimeEncoder().encodeToString(content);
    return Files.writeString(file, String.format(Locale.ROOT, pem, what, text, what)).toString();
  }
}
