package io.chatalot.webhooks.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.CpuWork;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  /** As password4j wrote it for "correct horse" under an English locale. */
  private static final String STORED =
      "$argon2id$v=19$m=19456,t=2,p=1$c2l4dGVlbiBieXRlcyBvaw"
          + "$Oq6NUf8oUawuVWIqWRRrB80MYlKfkN6Nm4K6m5hBrTw";

  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void aHashNamesTheAlgorithmAndItsParameters() {
    assertThat(passwords.hash("correct horse"))
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  void onlyTheSamePasswordMatches() {
    String hash = passwords.hash("correct horse");

    assertThat(passwords.matches("correct horse", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("correct horsf", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("correct horse", Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @DefaultLocale("en")
  @ValueSource(strings = {"en", "tr-TR", "az", "ar-EG", "fa", "th-TH-u-ca-buddhist-nu-thai"})
  void aHashIsTheSameUnderEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));

    byte[] salt = "sixteen bytes ok".getBytes(StandardCharsets.UTF_8);
    byte[] password = "correct horse".getBytes(StandardCharsets.UTF_8);
    assertThat(new Argon2id().hash(password, salt)).isEqualTo(STORED);
    assertThat(passwords.matches("correct horse", Optional.of(STORED))).isTrue();
  }

  @Test
  void aHashThatWasStoredUnderATurkishLocaleIsStillGood() {
    String stored = STORED.replace("argon2id", "argon2\u0131d");

    assertThat(passwords.matches("correct horse", Optional.of(stored))).isTrue();
    assertThat(passwords.matches("correct horsf", Optional.of(stored))).isFalse();
  }

  @Test
  void whatIsNoHashIsAFaultAndNotAWrongPassword() {
    assertThatThrownBy(() -> passwords.matches("correct horse", Optional.of("correct horse")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("horse");
  }

  @Test
  void theSamePasswordHasAnotherHashEachTime() {
    assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
  }

  @Test
  void howALetterIsComposedDoesNotMatter() {
    String composed = "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9";
    String decomposed = "e\u0301".repeat(8);

    assertThat(passwords.matches(decomposed, Optional.of(passwords.hash(composed)))).isTrue();
  }

  @Test
  void whatIsNoTextIsNoPasswordAndNoneThatLooksAlike() {
    String hash = passwords.hash("????????");

    assertThat(passwords.matches("\ud800".repeat(8), Optional.of(hash))).isFalse();
    assertThat(passwords.matches("???????\udfff", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("????????\0", Optional.of(hash))).isFalse();
  }

  @Test
  void passwordsAreComputedByThreadsForComputationsForWhichABoundedNumberWaits() throws Exception {
    String hash = passwords.hash("correct horse");
    ExecutorService askers = Executors.newCachedThreadPool();
    var gate = new CountDownLatch(1);
    try {
      var others = CpuWork.shared().lane(CpuWork.shared().threads());
      for (int i = 0; i < CpuWork.shared().threads(); i++) {
        others.submit(() -> gate.await(1, TimeUnit.MINUTES));
      }
      var asked = new ArrayList<CompletableFuture<Boolean>>();
      for (int i = 0; i < Passwords.WAITING; i++) {
        asked.add(
            CompletableFuture.supplyAsync(
                () -> passwords.matches("correct horse", Optional.of(hash)), askers));
      }
      while (passwords.waiting() < Passwords.WAITING) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> passwords.matches("correct horse", Optional.of(hash)))
          .isInstanceOfSatisfying(
              WebhookException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThat(asked).noneMatch(CompletableFuture::isDone);

      gate.countDown();
      assertThat(asked).allMatch(CompletableFuture::join);
    } finally {
      gate.countDown();
      askers.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct\ud800horse", "correct\udc00\ud800horse", "correct\0horse"})
  void whatIsNoTextCannotBecomeAPassword(String password) {
    assertThatThrownBy(() -> passwords.hash(password))
        .isInstanceOf(DirectoryException.class)
        .hasMessage("The password must not have U+0000 or an unpaired surrogate");
  }
}
