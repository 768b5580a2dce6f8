package io.chatalot.webhooks.adapter.http.host;

import java.nio.file.Path;

/**
 * The PEM files of a server's certificate and key.
 *
 * @param certificate PEM: the server's certificate, followed by its chain
 * @param key PEM: the key in PKCS#8 without a password, for RSA or EC
 */
public record TlsFiles(Path certificate, Path key) {
  /**
   * Checks that both files can be read and used.
   *
   * @throws IllegalArgumentException if not; the message has the reason, and nothing of the key
   */
  public void require() {
    PemKeyStore.load(this, new char[] {'-'});
  }
}
