package io.chatalot.webhooks.server.chatalot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.domain.UserId;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.AudValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.SubValidator;

/**
 * Checks Chatalot's access tokens: JWTs (RFC 7519) that are signed by EdDSA alone, with {@code exp}
 * and a user's UUID as {@code sub}. Tokens of releases up to 0.23.0 have no {@code aud}; another
 * {@code aud} than Chatalot's is refused. Headers never choose a key.
 *
 * <p>The followers of a channel are checked before each delivery, so checked tokens are remembered,
 * at most {@value #REMEMBERED}. Each use compares the times and the key anew. Safe for use by many
 * threads.
 */
final class ChatalotTokens {
  /** Chatalot's tokens have some 400 characters. */
  static final int LONGEST = 4096;

  /** The difference of clocks that Chatalot's own server tolerates. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  static final int REMEMBERED = 10_000;

  private static final String AUDIENCE = "chatalot";

  /** JWS Compact Serialization (RFC 7515), three parts in base64url. */
  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final ChatalotKey key;
  private final InstantSource clock;
  private final Cache<String, Checked> checked =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  ChatalotTokens(ChatalotKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** The user whom the token names; empty if the token is not valid now. */
  Optional<UserId> user(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    PublicKey ruling = key.current();
    Checked known = checked.getIfPresent(token);
    if (known != null && known.key() == ruling) {
      return known.userAt(clock.instant());
    }
    Optional<Checked> fresh = check(token, ruling);
    Optional<UserId> user = fresh.flatMap(one -> one.userAt(clock.instant()));
    user.ifPresent(valid -> checked.put(token, fresh.orElseThrow()));
    return user;
  }

  private static Optional<Checked> check(String token, PublicKey key) {
    Matcher parts = COMPACT.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    for (int part = 1; part <= parts.groupCount(); part++) {
      if (!isCanonical(parts.group(part))) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(checked(consumer(key).processToClaims(token), key))
          .filter(one -> UUID_TEXT.matcher(one.subject()).matches());
    } catch (InvalidJwtException | MalformedClaimException wrong) {
      return Optional.empty();
    }
  }

  /**
   * Checks everything but the times: the library's own check takes no {@code exp} before {@code
   * iat}, and Chatalot's server does not compare the two.
   */
  private static JwtConsumer consumer(PublicKey key) {
    return new JwtConsumerBuilder()
        .setVerificationKey(key)
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
        .setSkipAllDefaultValidators()
        .registerValidator(new SubValidator(true))
        .registerValidator(new AudValidator(Set.of(AUDIENCE), false))
        .build();
  }

  private static Checked checked(JwtClaims claims, PublicKey key) throws MalformedClaimException {
    NumericDate expires = claims.getExpirationTime();
    NumericDate notBefore = claims.getNotBefore();
    return new Checked(
        claims.getSubject(),
        notBefore == null ? Long.MIN_VALUE : notBefore.getValue(),
        expires == null ? Long.MIN_VALUE : expires.getValue(),
        key);
  }

  /**
   * Whether the text is the only one of its bytes. The library ignores surplus bits, so that one
   * signature would have several texts.
   */
  private static boolean isCanonical(String base64Url) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64Url);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /** The number of remembered tokens, for tests. */
  long remembered() {
    checked.cleanUp();
    return checked.estimatedSize();
  }

  /**
   * A token whose signature is right.
   *
   * @param notBefore the second from which it is valid, without the leeway
   * @param expires the second at which it expires, without the leeway
   * @param key the key that the signature was checked with
   */
  private record Checked(String subject, long notBefore, long expires, PublicKey key) {
    Optional<UserId> userAt(Instant now) {
      long second = now.getEpochSecond();
      boolean valid =
          second - LEEWAY.toSeconds() < expires && notBefore <= second + LEEWAY.toSeconds();
      return valid ? Optional.of(new UserId(UUID.fromString(subject))) : Optional.empty();
    }
  }
}
