package io.chatalot.webhooks.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Issues access tokens as Chatalot does: JWTs signed by an Ed25519 key. */
final class AccessTokens {
  private static final Pattern CLAIMS = Pattern.compile("\"sub\":\"(.+?)\".*\"exp\":(\\d+)");

  private final KeyPair keys;

  AccessTokens() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key that checks the tokens, as PEM. */
  String publicKey() {
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * Issues a token.
   *
   * @param life a negative life has ended already
   */
  String issue(UUID user, String username, Duration life) {
    long now = Instant.now().getEpochSecond();
    String claims =
        String.format(
            Locale.ROOT,
            "{\"sub\":\"%s\",\"username\":\"%s\",\"is_admin\":false,\"is_owner\":false,"
                + "\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}",
            user,
            username,
            now,
            now + life.toSeconds(),
            UUID.randomUUID());
    String signed = encoded("{\"typ\":\"JWT\",\"alg\":\"EdDSA\"}") + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The user of a token of ours; empty if it has expired for more than a minute. */
  Optional<UUID> user(String token) {
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    Matcher found = CLAIMS.matcher(claims);
    return Optional.of(found)
        .filter(Matcher::find)
        .filter(it -> Long.parseLong(it.group(2)) + 60 > Instant.now().getEpochSecond())
        .map(it -> UUID.fromString(it.group(1)));
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
