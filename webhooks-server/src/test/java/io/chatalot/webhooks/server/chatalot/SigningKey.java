package io.chatalot.webhooks.server.chatalot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs access tokens as Chatalot's own server does, and writes keys in PEM. */
public record SigningKey(KeyPair pair) {
  static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"EdDSA\"}";

  public static SigningKey make() {
    return of("Ed25519");
  }

  static SigningKey of(String algorithm) {
    try {
      return new SigningKey(KeyPairGenerator.getInstance(algorithm).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String token(String payload) {
    return token(HEADER, payload);
  }

  String token(String header, String payload) {
    return sign(part(header.getBytes(UTF_8)) + "." + part(payload.getBytes(UTF_8)));
  }

  /** Signs the text as it is, and puts the signature behind it. */
  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(pair.getPrivate().getAlgorithm());
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + part(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String part(byte... bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String publicPem() {
    return pem(pair.getPublic());
  }

  String privatePem() {
    return pem(pair.getPrivate());
  }

  private static String pem(Key key) {
    String what = key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
    String content = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + what + "-----\n" + content + "\n-----END " + what + "-----\n";
  }

  /** Writes the public key. */
  public Path writeTo(Path file) {
    try {
      return Files.writeString(file, publicPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
