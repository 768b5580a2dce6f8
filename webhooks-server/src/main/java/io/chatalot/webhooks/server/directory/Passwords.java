package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Text;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Turns passwords into what may be stored of them: the PHC string of {@link Argon2id}. The same
 * text in another Unicode composition is the same password.
 *
 * <p>They are computed by {@link CpuWork}, never on the thread that asks; at most {@value #WAITING}
 * callers wait for that. Safe for use by many threads.
 */
public final class Passwords {
  /** In characters, that is, in Unicode code points. */
  static final int MIN_LENGTH = 8;

  /** As {@link #MIN_LENGTH}; a bound, so that nobody can have us hash megabytes. */
  static final int MAX_LENGTH = 1024;

  /** So many of a server's threads wait for a password at most. */
  static final int WAITING = 64;

  private final Argon2id argon2 = new Argon2id();
  private final CpuWork.Lane turns = CpuWork.shared().lane(WAITING);
  private final SecureRandom random;
  private final String nobodys;

  /** Takes as long as hashing a password. */
  public Passwords(SecureRandom random) {
    this.random = random;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.nobodys = hash(secret);
  }

  /**
   * What may be stored of a new password.
   *
   * @throws DirectoryException if it is shorter than 8 or longer than 1024 characters, or has
   *     U+0000 or an unpaired surrogate
   */
  String hash(String password) {
    if (!isAllowed(password)) {
      throw new DirectoryException(
          "The password must have "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " characters, but has "
              + password.codePointCount(0, password.length()));
    }
    if (!Text.isStorable(password)) {
      throw new DirectoryException("The password must not have U+0000 or an unpaired surrogate");
    }
    return hash(bytes(password));
  }

  /**
   * Whether this is the password that was hashed. Takes the same time without a hash, so that
   * nobody can tell which users there are.
   *
   * @param hash empty for a user that there is not: then the answer is no
   * @throws WebhookException with {@link Reason#UNAVAILABLE} if too many others wait
   */
  boolean matches(String password, Optional<String> hash) {
    boolean allowed = password.length() <= 2 * MAX_LENGTH && Text.isStorable(password);
    byte[] candidate = allowed ? bytes(password) : new byte[0];
    String expected = hash.orElse(nobodys);
    return inTurn(() -> argon2.matches(candidate, expected)) && allowed && hash.isPresent();
  }

  private String hash(byte[] password) {
    byte[] salt = new byte[Argon2id.SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> argon2.hash(password, salt));
  }

  private <T> T inTurn(CpuWork.Work<T, RuntimeException> computing) {
    try {
      return turns.call(computing);
    } catch (RejectedExecutionException full) {
      throw new WebhookException(Reason.UNAVAILABLE, "Too many log in at once; try again.");
    }
  }

  /** How many callers wait for a computation. */
  int waiting() {
    return turns.waiting();
  }

  private static boolean isAllowed(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= MIN_LENGTH && length <= MAX_LENGTH;
  }

  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }
}
