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
 * TLS by files, which are looked at now and then: a certificate is renewed without a restart, and
 * connections that are open stay so. A pair that can't be used changes nothing, nor does one that
 * is expired or not yet valid while that in use is good; what begins later is taken when it does.
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
   * @param clock says whether a certificate is good
   * @param warnings gets a line for the operator at a time
   * @throws IllegalArgumentException if the files can't be read or used
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

  /** What TLS may do here; without a certificate yet. */
  public static SslContextFactory.Server newFactory() {
    var factory = new SslContextFactory.Server();
    // A handshake costs the server many times what it costs a client, and one is enough.
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  public SslContextFactory.Server factory() {
    return factory;
  }

  /** Takes the files as they are now, if they have changed. */
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
      // Not seen: its time may come.
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

  /** Once for each certificate: clients refuse it, and nobody else says so. */
  private void tellOfTimes() {
    Optional<String> fault = CertificateTimes.fault(inUse, clock.instant());
    if (fault.isPresent() && !toldOfTimes) {
      warnings.accept("Clients refuse the certificate in use, since " + fault.get());
    }
    toldOfTimes = fault.isPresent();
  }

  /** The hash of both contents, since a renewal may keep the size of a file and even its time. */
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
