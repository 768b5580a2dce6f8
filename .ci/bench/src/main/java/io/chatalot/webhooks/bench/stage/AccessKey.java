package io.chatalot.webhooks.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** The Ed25519 key of a Chatalot, which signs access tokens with it. Safe for use by threads. */
final class AccessKey {
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final JsonMapper JSON = new JsonMapper();

  private final KeyPair pair;
  private final Path publicKey;

  /**
   * Makes a key.
   *
   * @param folder gets the public half, in PEM
   */
  AccessKey(Path folder) {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String encoded =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(pair.getPublic().getEncoded());
      publicKey =
          Files.writeString(
              folder.resolve("jwt_public.pem"),
              "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new BenchException("This JDK makes no Ed25519 key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of the public half. */
  Path publicKey() {
    return publicKey;
  }

  /** A new access token, as Chatalot makes it for a user who runs no instance. */
  String token(UUID user, String username) {
    long now = InstantSource.system().instant().getEpochSecond();
    String signed =
        encoded(Map.of("typ", "JWT", "alg", "EdDSA"))
            + "."
            + encoded(
                Map.of(
                    "sub",
                    user.toString(),
                    "username",
                    username,
                    "is_admin",
                    false,
                    "is_owner",
                    false,
                    "iat",
                    now,
                    "exp",
                    now + LIFETIME.toSeconds(),
                    "jti",
                    UUID.randomUUID().toString(),
                    "aud",
                    "chatalot"));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new BenchException("The token cannot be signed: " + e.getMessage(), e);
    }
  }

  private static String encoded(Map<String, Object> part) {
    try {
      return encoded(JSON.writeValueAsBytes(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(byte[] part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
  }
}
