package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1 and its key, made by the JDK's keytool. */
public record SelfSigned(X509Certificate certificate, String certificatePem, String keyPem) {
  private static final String PASSWORD = "changeit";

  /** Makes a certificate that is valid for two days. */
  public static SelfSigned make(String algorithm, Path folder) throws Exception {
    return make(algorithm, folder, "+0d", 2);
  }

  /**
   * @param start the start of its validity in keytool's form, such as {@code -10d}
   * @param days the days of its validity
   */
  public static SelfSigned make(String algorithm, Path folder, String start, int days)
      throws Exception {
    Path file = folder.resolve("made.p12");
    Files.deleteIfExists(file);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String arguments =
        "-genkeypair -alias tls -keyalg %s -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1"
            + " -startdate %s -validity %d -storetype PKCS12 -storepass %s -keystore %s";
    String line =
        keytool
            + " "
            + String.format(Locale.ROOT, arguments, algorithm, start, days, PASSWORD, file);
    if (new ProcessBuilder(line.split(" ")).inheritIO().start().waitFor() != 0) {
      throw new AssertionError("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, PASSWORD.toCharArray());
    }
    var certificate = (X509Certificate) store.getCertificate("tls");
    byte[] key = store.getKey("tls", PASSWORD.toCharArray()).getEncoded();
    return new SelfSigned(
        certificate, pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key));
  }

  private static String pem(String what, byte[] bytes) {
    return String.format(
        Locale.ROOT,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n",
        what,
        Base64.getMimeEncoder().encodeToString(bytes),
        what);
  }

  /** TLS for clients that trust this certificate only. */
  SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  public void writeTo(TlsFiles files) {
    try {
      Files.writeString(files.certificate(), certificatePem);
      Files.writeString(files.key(), keyPem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
