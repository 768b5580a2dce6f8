package io.chatalot.webhooks.adapter.http.tls;

import io.chatalot.webhooks.adapter.http.host.PemKeyStore;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS from PEM files, which are checked for changes every 10 s: a renewed certificate is used
 * without a restart, and open connections stay open. Unusable files change nothing. While the
 * certificate in use is valid, an expired one is not used, and a future one is used once it is
 * valid.
 */
public final class TlsContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final TlsFiles files;
  private final String password = UUID.randomUUID().toString();
  private final SslContextFactory.Server factory = newFactory();
  private final Recurring refreshing;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  private KeyStore inUse;
  private boolean toldOfTimes;
  private String seen;
  private String putOff = "";

  public TlsContext(TlsFiles files, Background background) {
    this(files, background, InstantSource.system(), LOG::warn);
  }

  /**
   * @param clock the time for checking validity periods
   * @param warnings takes log lines for the operator, one at a time
   * @throws IllegalArgumentException if the files cannot be read or used
   */
  public TlsContext(
      TlsFiles files, Background background, InstantSource clock, Consumer<String> warnings) {
    this.files = files;
    this.clock = clock;
    this.warnings = warnings;
    seen = fingerprint();
    inUse = PemKeyStore.load(files, password.toCharArray());
    factory.setKeyStore(inUse);
    factory.setKeyStorePassword(password);
    tellOfTimes();
    refreshing = background.every(INTERVAL, "tls_files", this::refresh);
  }

  /** Creates a factory with our TLS settings, without a certificate. */
  public static SslContextFactory.Server newFactory() {
    var factory = new SslContextFactory.Server();
    // A handshake costs the server far more than the client; one for each connection is enough.
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  public SslContextFactory.Server factory() {
    return factory;
  }

  /** Reloads the files if they have changed. */
  public synchronized void refresh() {
    String now = fingerprint();
    if (!seen.equals(now)) {
      try {
        take(PemKeyStore.load(files, password.toCharArray()), now);
      } catch (Exception unusable) {
        seen = now;
        warnings.accept("The old certificate stays in use, since " + unusable.getMessage());
      }
    }
    tellOfTimes();
  }

  private void take(KeyStore store, String fingerprint) throws Exception {
    Optional<String> fault = CertificateTimes.fault(store, clock.instant());
    if (fault.isPresent() && CertificateTimes.fault(inUse, clock.instant()).isEmpty()) {
      // "seen" stays: the files are checked again, since the certificate may become valid.
      if (!putOff.equals(fingerprint)) {
        putOff = fingerprint;
        warnings.accept("The old certificate stays in use, since " + fault.get());
      }
      return;
    }
    factory.reload(changed -> changed.setKeyStore(store));
    inUse = store;
    seen = fingerprint;
    toldOfTimes = false;
    LOG.info("The new certificate in {} is used from now on", files.certificate());
  }

  /**
   * Warns once for each invalid certificate: clients refuse it, and the server shows no other sign.
   */
  private void tellOfTimes() {
    Optional<String> fault = CertificateTimes.fault(inUse, clock.instant());
    if (fault.isPresent() && !toldOfTimes) {
      warnings.accept("Clients refuse the certificate in use, since " + fault.get());
    }
    toldOfTimes = fault.isPresent();
  }

  /** A hash of both files' contents: a renewal may keep a file's size, and even its time. */
  private String fingerprint() {
    try {
      return new Sha256()
          .add(Files.readAllBytes(files.certificate()))
          .add(Files.readAllBytes(files.key()))
          .hex();
    } catch (IOException unreadable) {
      return "";
    }
  }

  @Override
  public void close() {
    refreshing.close();
  }
}
