package io.chatalot.webhooks.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a {@link Token}, as 64 lower-case hexadecimal digits. A token is random and long
 * enough that a plain hash cannot be turned back.
 */
public record TokenHash(String hex) {
  private static final int LENGTH = 64;

  /** Found by no token: what a malformed one is looked up as, so that it costs the same time. */
  public static final TokenHash NONE = new TokenHash("0".repeat(64));

  /**
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
   */
  public TokenHash {
    if (hex.length() != LENGTH || !hex.chars().allMatch(TokenHash::isDigit)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  static TokenHash of(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return new TokenHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
