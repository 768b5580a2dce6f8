package io.chatalot.webhooks.adapter.http.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads PEM files (RFC 7468) into a key store for the JDK's TLS. */
public final class PemKeyStore {
  /** The alias of the store's only entry. */
  public static final String ALIAS = "tls";

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([\\p{Alnum}+/=\\s]+)-----END PRIVATE KEY-----");

  private static final byte[] PROBE = "Do they belong together?".getBytes(StandardCharsets.UTF_8);

  private PemKeyStore() {}

  /**
   * @param password protects the key in the store, in memory
   * @throws IllegalArgumentException if the files can't be read or used
   */
  public static KeyStore load(TlsFiles files, char[] password) {
    Certificate[] chain = certificates(files.certificate());
    PublicKey certified = chain[0].getPublicKey();
    PrivateKey key = key(files.key(), certified.getAlgorithm());
    try {
      requirePair(key, certified, files);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, password, chain);
      return store;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException("cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private static Certificate[] certificates(Path file) {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)));
      if (!found.isEmpty()) {
        return found.toArray(Certificate[]::new);
      }
    } catch (CertificateException malformed) {
      throw new IllegalArgumentException(file + " is not a certificate in PEM", malformed);
    }
    throw new IllegalArgumentException(file + " has no certificate in PEM");
  }

  private static PrivateKey key(Path file, String algorithm) {
    Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IllegalArgumentException(
          file
              + " has no key in PEM and PKCS#8 without a password; openssl pkcs8 -topk8 -nocrypt"
              + " makes one of others");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      // No cause: its message might quote the key.
      throw new IllegalArgumentException(
          file + " is not a key of the certificate's kind, " + algorithm);
    }
  }

  private static void requirePair(PrivateKey key, PublicKey certified, TlsFiles files)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(scheme(certified.getAlgorithm()));
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(PROBE);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException(
          files.key() + " is not the key of the certificate in " + files.certificate());
    }
  }

  private static String scheme(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default ->
          throw new IllegalArgumentException("must be of RSA or EC, but are of " + algorithm);
    };
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read", unreadable);
    }
  }
}
