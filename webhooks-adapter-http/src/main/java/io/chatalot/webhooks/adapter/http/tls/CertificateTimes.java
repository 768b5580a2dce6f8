package io.chatalot.webhooks.adapter.http.tls;

import io.chatalot.webhooks.adapter.http.host.PemKeyStore;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Checks the validity periods of a chain's certificates (RFC 5280, section 4.1.2.5). */
final class CertificateTimes {
  private CertificateTimes() {}

  /** Describes the first certificate that is expired or not yet valid; empty if all are valid. */
  static Optional<String> fault(KeyStore store, Instant now) {
    for (Certificate each : chain(store)) {
      if (each instanceof X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        String name = certificate.getSubjectX500Principal().getName();
        if (now.isAfter(end)) {
          return Optional.of("the certificate of " + name + " expired at " + end);
        }
        if (now.isBefore(begin)) {
          return Optional.of("the certificate of " + name + " is not valid before " + begin);
        }
      }
    }
    return Optional.empty();
  }

  private static Certificate[] chain(KeyStore store) {
    try {
      return store.getCertificateChain(PemKeyStore.ALIAS);
    } catch (KeyStoreException e) {
      throw new IllegalStateException("The key store is not loaded", e);
    }
  }
}
