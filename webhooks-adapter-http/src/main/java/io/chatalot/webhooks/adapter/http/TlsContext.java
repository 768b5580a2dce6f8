package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by files, which are looked at now and then: a certificate is renewed without a restart, and
 * connections that are open stay so. A pair that can't be used changes nothing.
 */
final class TlsContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final TlsFiles files;
  private final String password = UUID.randomUUID().toString();
  private final SslContextFactory.Server factory = newFactory();
  private final Recurring refreshing;
  private byte[] seen;

  /**
   * @throws IllegalArgumentException if the files can't be read or used
   */
  TlsContext(TlsFiles files, Background background) {
    this.files = files;
    seen = fingerprint();
    factory.setKeyStore(PemKeyStore.load(files, password.toCharArray()));
    factory.setKeyStorePassword(password);
    refreshing = background.every(INTERVAL, "tls_files", this::refresh);
  }

  /** What TLS may do here; without a certificate yet. */
  static SslContextFactory.Server newFactory() {
    var factory = new SslContextFactory.Server();
    // A handshake costs the server many times what it costs a client, and one is enough.
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /** Takes the files as they are now, if they have changed. */
  synchronized void refresh() {
    byte[] now = fingerprint();
    if (Arrays.equals(seen, now)) {
      return;
    }
    seen = now;
    try {
      var store = PemKeyStore.load(files, password.toCharArray());
      factory.reload(changed -> changed.setKeyStore(store));
      LOG.info("The new certificate in {} is used from now on", files.certificate());
    } catch (Exception unusable) {
      LOG.warn("The old certificate stays in use, since {}", unusable.getMessage());
    }
  }

  /** Of both contents: a renewal may keep a file's size, and even its time. */
  private byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(files.certificate()));
      digest.update(Files.readAllBytes(files.key()));
      return digest.digest();
    } catch (IOException unreadable) {
      return new byte[0];
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    refreshing.close();
  }
}
