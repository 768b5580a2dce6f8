package io.chatalot.webhooks.domain;

/**
 * The SHA-256 of a {@link Token}, as 64 lower-case hexadecimal digits. A token is random and long
 * enough that a plain hash cannot be turned back.
 */
public record TokenHash(String hex) {
  private static final int LENGTH = 64;

  /** The hash of no token. A malformed token is looked up by it, so that it takes the same time. */
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
    return new TokenHash(Sha256.hex(secret));
  }
}
