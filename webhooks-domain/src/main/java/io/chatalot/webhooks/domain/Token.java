package io.chatalot.webhooks.domain;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret in a webhook's URL: {@value #LENGTH} characters of {@code A-Za-z0-9}. Its holder may
 * post, so it is shown once, to its creator, and stored nowhere: stores keep only its {@link
 * TokenHash}. Its {@link #toString()} shows nothing.
 */
public final class Token {
  /** Characters of a token; with 62 letters and digits that is 381 bits. */
  public static final int LENGTH = 64;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  /** Creates a token, each character drawn uniformly. */
  public static Token generate(SecureRandom random) {
    var secret = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Token(secret.toString());
  }

  /** A caller's token; empty if the text cannot be a token. */
  public static Optional<Token> parse(String candidate) {
    boolean wellFormed =
        candidate.length() == LENGTH && candidate.chars().allMatch(Token::isInAlphabet);
    return wellFormed ? Optional.of(new Token(candidate)) : Optional.empty();
  }

  private static boolean isInAlphabet(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The hash under which the webhook is stored and looked up. */
  public TokenHash hash() {
    return TokenHash.of(secret);
  }

  /** Reveals the secret, for the only answer that shows it. Never log the secret. */
  public String reveal() {
    return secret;
  }

  @Override
  public String toString() {
    return "Token[***]";
  }
}
