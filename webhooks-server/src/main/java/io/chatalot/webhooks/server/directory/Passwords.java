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
 * Hashes passwords into the PHC strings of {@link Argon2id}. The same text in another Unicode
 * normalization form is the same password.
 *
 * <p>{@link CpuWork} computes the hashes, never the calling thread; at most {@value #WAITING}
 * callers wait. Safe for use by many threads.
 */
public final class Passwords {
  /** The fewest characters of a password, that is, Unicode code points. */
  static final int MIN_LENGTH = 8;

  /** The most characters of a password, so that nobody can make the server hash megabytes. */
  static final int MAX_LENGTH = 1024;

  /** The most threads that wait for a password. */
  static final int WAITING = 64;

  private final Argon2id argon2 = new Argon2id();
  private final CpuWork.Lane turns = CpuWork.shared().lane(WAITING);
  private final SecureRandom random;
  private final String nobodys;

  /** Creates the hasher; takes as long as hashing a password. */
  public Passwords(SecureRandom random) {
    this.random = random;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.nobodys = hash(secret);
  }

  /**
   * The string to store for a new password.
   *
   * @throws DirectoryException if the password is shorter than 8 or longer than 1024 characters, or
   *     has U+0000 or an unpaired surrogate
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
   * Whether a password belongs to a hash. Takes the same time without a hash, so that timing does
   * not reveal which users exist.
   *
   * @param hash empty for a user that does not exist; the answer is then no
   * @throws WebhookException with {@link Reason#UNAVAILABLE} if too many callers wait
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

  /** The number of callers that wait for a computation. */
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
