package io.chatalot.webhooks.domain;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret in a webhook's URL: {@value #LENGTH} characters of {@code A-Za-z0-9}. Whoever has it
 * may post, so it is shown once, to the one who made it, and kept nowhere: stores know only its
 * {@link TokenHash}. Its {@link #toString()} shows nothing.
 */
public final class Token {
  /** In characters; at 62 letters that is 381 bits. */
  public static final int LENGTH = 64;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  /** A new token, each character drawn evenly. */
  public static Token generate(SecureRandom random) {
    var secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Token(secret.toString());
  }

  /** The token that a caller gave, or empty if it can't be one. */
  public static Optional<Token> parse(String candidate) {
    boolean wellFormed =
        candidate.length() == LENGTH && candidate.chars().allMatch(Token::isInAlphabet);
    return wellFormed ? Optional.of(new Token(candidate)) : Optional.empty();
  }

  private static boolean isInAlphabet(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** What may be stored and looked up in its place. */
  public TokenHash hash() {
    return TokenHash.of(secret);
  }

  /** The secret itself, for the one answer that shows it. Never log it. */
  public String reveal() {
    return secret;
  }

  @Override
  public String toString() {
    return "Token[***]";
  }
}
