package io.chatalot.webhooks.server.directory;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP's Password Storage Cheat Sheet), a salt of
 * 16 bytes and a hash of 32 bytes, as a PHC string. The library computes the hash but does not
 * write the string: it changes case by the default locale, so that a string of one locale is
 * invalid in another.
 */
final class Argon2id {
  static final int SALT_BYTES = 16;

  private static final int HASH_BYTES = 32;
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final String PARAMETERS =
      "$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=" + LANES + "$";

  /** The dotless i was written by the library under a Turkish or Azerbaijani locale. */
  private static final Pattern STORED =
      Pattern.compile(
          "\\$argon2[i\u0131]d"
              + Pattern.quote(PARAMETERS)
              + "(?<salt>[A-Za-z0-9+/]{22})\\$(?<hash>[A-Za-z0-9+/]{43})");

  private final Argon2Function function =
      Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);

  /** The PHC string of a password with a salt of {@value #SALT_BYTES} bytes. */
  String hash(byte[] password, byte[] salt) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    String hash = base64.encodeToString(compute(password, salt));
    return "$argon2id" + PARAMETERS + base64.encodeToString(salt) + "$" + hash;
  }

  /**
   * Whether a PHC string belongs to a password; always compares all bytes.
   *
   * @throws IllegalArgumentException if the string has another algorithm or other parameters
   */
  boolean matches(byte[] password, String stored) {
    Matcher parts = STORED.matcher(stored);
    if (!parts.matches()) {
      throw new IllegalArgumentException("The stored hash of a password is not one of Argon2id");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] computed = compute(password, base64.decode(parts.group("salt")));
    return MessageDigest.isEqual(computed, base64.decode(parts.group("hash")));
  }

  private byte[] compute(byte[] password, byte[] salt) {
    return function.hash(password, salt).getBytes();
  }
}
