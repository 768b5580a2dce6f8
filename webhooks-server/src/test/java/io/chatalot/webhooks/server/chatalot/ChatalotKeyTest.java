package io.chatalot.webhooks.server.chatalot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatalot.webhooks.application.fake.ManualPause;
import io.chatalot.webhooks.server.Backgrounds;
import io.chatalot.webhooks.server.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ChatalotKeyTest {
  private static final SigningKey FIRST = SigningKey.make();
  private static final SigningKey SECOND = SigningKey.make();

  private final List<String> warnings = new ArrayList<>();

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("key.pem");
  }

  private ChatalotKey key() {
    return new ChatalotKey(file(), Backgrounds.silent(), warnings::add);
  }

  /** Content that is no key, and a part of the line that says so. */
  static Stream<Arguments> wrong() {
    String pem = FIRST.publicPem();
    return Stream.of(
        Arguments.of("", "has no public key in PEM"),
        Arguments.of("\n \n", "has no public key in PEM"),
        Arguments.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me", "has no public key in PEM"),
        Arguments.of(FIRST.privatePem(), "has a private key"),
        Arguments.of(FIRST.privatePem() + pem, "has a private key"),
        Arguments.of(pem + FIRST.privatePem(), "one public key and nothing after it"),
        Arguments.of(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "has a private key"),
        Arguments.of(
            "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n",
            "has no complete public key in PEM"),
        Arguments.of(pem + SECOND.publicPem(), "one public key and nothing after it"),
        Arguments.of(pem + pem, "one public key and nothing after it"),
        Arguments.of(pem.substring(0, pem.length() / 2), "has no complete public key in PEM"),
        Arguments.of(pem.substring(0, pem.length() - 6), "has no complete public key in PEM"),
        Arguments.of(pem.replaceFirst("MC", ""), "is not an Ed25519 key"),
        Arguments.of(
            "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----\n", "is not an Ed25519 key"),
        Arguments.of(SigningKey.of("Ed448").publicPem(), "is not an Ed25519 key"),
        Arguments.of(SigningKey.of("X25519").publicPem(), "is not an Ed25519 key"),
        Arguments.of(SigningKey.of("RSA").publicPem(), "is not an Ed25519 key"),
        Arguments.of(SigningKey.of("EC").publicPem(), "is not an Ed25519 key"),
        Arguments.of("x".repeat(200_000), "has no public key in PEM"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aFileWithoutOneEd25519KeyIsRefusedInOneLine(String content, String reason) throws Exception {
    Files.writeString(file(), content);

    SettingsException refused = catchThrowableOfType(SettingsException.class, this::key);

    assertThat(refused.faults())
        .singleElement()
        .asString()
        .startsWith("WEBHOOKS_CHATALOT_PUBLIC_KEY: " + file() + " ")
        .contains(reason)
        .doesNotContain("\n")
        .hasSizeLessThan(file().toString().length() + 200);
  }

  @Test
  void aMissingFileAndAFolderAreRefusedInOneLine() throws Exception {
    assertThat(catchThrowableOfType(SettingsException.class, this::key).faults())
        .containsExactly(
            "WEBHOOKS_CHATALOT_PUBLIC_KEY: " + file() + " cannot be read: there is no " + file());
    Files.createDirectory(file());
    assertThat(catchThrowableOfType(SettingsException.class, this::key).faults())
        .containsExactly("WEBHOOKS_CHATALOT_PUBLIC_KEY: " + file() + " is not a file");
  }

  @Test
  void lineBreaksOfEverySystemAreTaken() throws Exception {
    for (String content :
        List.of(
            FIRST.publicPem().strip(),
            FIRST.publicPem().replace("\n", "\r\n"),
            "\n\n" + FIRST.publicPem() + "\n\n")) {
      Files.writeString(file(), content);
      try (ChatalotKey key = key()) {
        assertThat(key.current()).isEqualTo(FIRST.pair().getPublic());
      }
    }
  }

  @Test
  void aLinkThatLeadsElsewhereIsAReplacedKey() throws Exception {
    Path first = FIRST.writeTo(folder.resolve("first.pem"));
    Path second = SECOND.writeTo(folder.resolve("second.pem"));
    Files.createSymbolicLink(file(), first);
    try (ChatalotKey key = key()) {
      Files.delete(file());
      Files.createSymbolicLink(file(), second);
      key.refresh();

      assertThat(key.current()).isEqualTo(SECOND.pair().getPublic());
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aFileThatGoesWrongKeepsTheKeyAndIsLoggedOnce(String content, String reason)
      throws Exception {
    FIRST.writeTo(file());
    try (ChatalotKey key = key()) {
      Files.writeString(file(), content);
      key.refresh();
      key.refresh();

      assertThat(key.current()).isEqualTo(FIRST.pair().getPublic());
      assertThat(warnings).singleElement().asString().contains(reason).contains("stays");

      SECOND.writeTo(file());
      key.refresh();
      assertThat(key.current()).isEqualTo(SECOND.pair().getPublic());
      assertThat(warnings).hasSize(1);
    }
  }

  @Test
  void aFileThatGoesAwayKeepsTheKeyAndIsLoggedOnce() throws Exception {
    FIRST.writeTo(file());
    try (ChatalotKey key = key()) {
      Files.delete(file());
      key.refresh();
      key.refresh();

      assertThat(key.current()).isEqualTo(FIRST.pair().getPublic());
      assertThat(warnings).hasSize(1);
      FIRST.writeTo(file());
      key.refresh();
      assertThat(key.current()).isEqualTo(FIRST.pair().getPublic());
      assertThat(warnings).hasSize(1);
    }
  }

  @Test
  void theSameKeyWrittenAnewChangesNothing() throws Exception {
    FIRST.writeTo(file());
    try (ChatalotKey key = key()) {
      PublicKey before = key.current();
      Files.writeString(file(), FIRST.publicPem() + "\n");
      key.refresh();

      assertThat(key.current()).isSameAs(before);
    }
  }

  @Test
  void aReplacedKeyRulesWithinARoundOfTwoSeconds() throws Exception {
    FIRST.writeTo(file());
    var pause = new ManualPause();
    try (ChatalotKey key = new ChatalotKey(file(), Backgrounds.paused(pause), warnings::add)) {
      assertThat(pause.awaitBegin()).isEqualTo(Duration.ofSeconds(2));
      SECOND.writeTo(file());
      assertThat(key.current()).isEqualTo(FIRST.pair().getPublic());

      pause.end();
      pause.awaitBegin();

      assertThat(key.current()).isEqualTo(SECOND.pair().getPublic());
    }
  }
}
