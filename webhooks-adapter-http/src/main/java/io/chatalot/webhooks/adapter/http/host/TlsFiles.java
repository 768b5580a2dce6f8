package io.chatalot.webhooks.adapter.http.host;

import java.nio.file.Path;

/**
 * Where a server's certificate and its key are.
 *
 * @param certificate PEM: the certificate, and after it those that it depends on
 * @param key PEM: the key in PKCS#8 without a password, for RSA or EC
 */
public record TlsFiles(Path certificate, Path key) {
  /**
   * Reads both.
   *
   * @throws IllegalArgumentException if they can't be read or used; it says why, and nothing of the
   *     key
   */
  public void require() {
    PemKeyStore.load(this, new char[] {'-'});
  }
}
