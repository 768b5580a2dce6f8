package io.chatalot.webhooks.server.chatalot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.server.Backgrounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatalotTokensTest {
  private static final long NOW = 1_800_000_000L;
  private static final UserId OWNER =
      new UserId(UUID.fromString("01900000-0000-7000-8000-000000000003"));
  private static final String SUB = "\"sub\":\"" + OWNER + "\"";
  private static final String VALID = "{" + SUB + ",\"exp\":1800000900}";

  private final SigningKey signer = SigningKey.make();
  private Instant now = Instant.ofEpochSecond(NOW);
  private ChatalotKey key;
  private ChatalotTokens tokens;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path folder) {
    file = signer.writeTo(folder.resolve("key.pem"));
    key = new ChatalotKey(file, Backgrounds.silent());
    tokens = new ChatalotTokens(key, () -> now);
  }

  @AfterEach
  void end() {
    key.close();
  }

  /** Tokens made for tests with a throw-away key, and the fate of each. */
  static JsonNode cases() {
    try (InputStream in =
        ChatalotTokensTest.class.getResourceAsStream("/chatalot/jwt-cases.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> eachCase() {
    return StreamSupport.stream(cases().path("cases").spliterator(), false)
        .map(
            one ->
                Arguments.of(
                    one.path("what").asText(),
                    one.path("token").asText(),
                    one.path("accepted").asText()));
  }

  /** The database decides on two of the tokens, which are valid; see ChatalotAccountsTest. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("eachCase")
  void eachKnownTokenIsAcceptedOrRefused(String what, String token, String accepted)
      throws Exception {
    Files.writeString(file, cases().path("public_key_pem").asText());
    key.refresh();

    boolean taken = tokens.user(token).isPresent();

    switch (accepted) {
      case "true", "401 by database" -> assertThat(taken).as(what).isTrue();
      case "false" -> assertThat(taken).as(what).isFalse();
      default -> assertThat(accepted).isEqualTo("either");
    }
  }

  private Optional<UserId> userOf(String claims) {
    return tokens.user(signer.token("{" + claims + "}"));
  }

  @Test
  void theClaimsThatDecideAreUserAndExpiry() {
    assertThat(tokens.user(signer.token(VALID))).contains(OWNER);
    assertThat(tokens.user(signer.token("{\"alg\":\"EdDSA\"}", VALID))).contains(OWNER);
  }

  @ParameterizedTest
  @CsvSource({"-59, true", "-60, false", "-61, false", "0, true"})
  void clocksMayDifferByLessThanAMinuteAtTheExpiry(long seconds, boolean accepted) {
    assertThat(userOf(SUB + ",\"exp\":" + (NOW + seconds)).isPresent()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"59, true", "60, true", "61, false", "900, false"})
  void aTokenOfTheFutureIsRefusedUntilAMinuteBefore(long seconds, boolean accepted) {
    String nbf = ",\"nbf\":" + (NOW + seconds);

    assertThat(userOf(SUB + ",\"exp\":1800009000" + nbf).isPresent()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1800000900\"",
        "\"2027-01-15T08:00:00Z\"",
        "null",
        "true",
        "[1800000900]",
        "{}",
        "-1",
        "-1800000900",
        "0",
        "99999999999999999999999999",
        "-99999999999999999999999999",
        "0x6B49D200",
        "NaN",
        "Infinity"
      })
  void anExpiryThatIsNoTimeToComeIsRefused(String exp) {
    assertThat(userOf(SUB + ",\"exp\":" + exp)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1800000900.5",
        "1.8000009e9",
        "9223372036854775807",
        "31556889864403200",
        "1e300"
      })
  void anExpiryMayHaveAFractionAndLieFarAhead(String exp) {
    assertThat(userOf(SUB + ",\"exp\":" + exp)).contains(OWNER);
    assertThat(userOf(SUB + ",\"exp\":" + exp)).contains(OWNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "3",
        "true",
        "[\"01900000-0000-7000-8000-000000000003\"]",
        "{}",
        "\"owner\"",
        "\"1-1-1-1-1\"",
        "\"01900000000070008000000000000003\"",
        "\"{01900000-0000-7000-8000-000000000003}\"",
        "\" 01900000-0000-7000-8000-000000000003\"",
        "\"01900000-0000-7000-8000-0000000000030\"",
        "\"\uFF101900000-0000-7000-8000-000000000003\""
      })
  void aSubjectThatIsNoUuidIsRefused(String sub) {
    assertThat(userOf("\"sub\":" + sub + ",\"exp\":1800000900")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"chatalot\" | true",
        "[\"chatalot\"] | true",
        "\"Chatalot\" | false",
        "\"other\" | false",
        "[\"other\"] | false",
        "[] | false",
        "\"\" | false",
        "7 | false",
        "{} | false",
        "[7] | false"
      })
  void anAudienceIsOursOrMissing(String aud, boolean accepted) {
    assertThat(userOf(SUB + ",\"exp\":1800000900,\"aud\":" + aud).isPresent()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sub\":\"01900000-0000-7000-8000-000000000001\"",
        "\"exp\":1900000000",
        "\"aud\":\"chatalot\",\"aud\":\"chatalot\""
      })
  void aMemberThatComesTwiceIsRefused(String again) {
    assertThat(userOf(SUB + ",\"exp\":1800000900," + again)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\"}",
        "{\"alg\":\"eddsa\"}",
        "{\"alg\":\"Ed25519\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":null}",
        "{\"alg\":[\"EdDSA\"]}",
        "{\"typ\":\"JWT\"}",
        "{}",
        "[]",
        "EdDSA",
        "{\"alg\":\"EdDSA\",\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"alg\":\"EdDSA\"}",
        "{\"alg\":\"EdDSA\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"EdDSA\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"EdDSA\",\"crit\":\"exp\"}",
        "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}"
      })
  void aHeaderThatChatalotNeverWritesIsRefused(String header) {
    assertThat(tokens.user(signer.token(header, VALID))).isEmpty();
  }

  /** In the forms of RFC 7515 and RFC 8037. */
  @Test
  void noKeyOfAHeaderIsTrusted() {
    SigningKey attacker = SigningKey.make();
    byte[] encoded = attacker.pair().getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    String jwk =
        "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + SigningKey.part(raw) + "\"}";
    for (String more : List.of(jwk, "\"kid\":\"1\"", "\"jku\":\"https://127.0.0.1:1/jwks\"")) {
      String header = "{\"alg\":\"EdDSA\"," + more + "}";
      assertThat(tokens.user(attacker.token(header, VALID))).as(more).isEmpty();
      assertThat(tokens.user(signer.token(header, VALID))).as(more).contains(OWNER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed448", "Ed25519"})
  void anotherKeySignsInVain(String algorithm) {
    assertThat(tokens.user(SigningKey.of(algorithm).token(VALID))).isEmpty();
  }

  @Test
  void anotherTextOfTheSameTokenIsRefused() {
    String token = signer.token(VALID);
    assertThat(tokens.user(token)).contains(OWNER);
    // The last character of 64 bytes holds two bits; the next letter of the alphabet decodes alike.
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int end = token.length() - 1;
    String next =
        token.substring(0, end) + alphabet.charAt(alphabet.indexOf(token.charAt(end)) + 1);

    for (String other :
        List.of(
            next,
            token + "=",
            token + "==",
            token + " ",
            " " + token,
            token + "\n",
            token.replaceFirst("\\.", " ."),
            token.replaceFirst("\\.", "\r\n."),
            token.replaceFirst("\\.", "=."),
            token.replaceFirst("\\.", ".."),
            token + ".",
            "." + token,
            token + "." + token,
            token.substring(0, 20) + " " + token.substring(20),
            token.substring(0, 20) + "+" + token.substring(20),
            token.substring(0, 20) + "\0" + token.substring(20),
            "Bearer " + token)) {
      assertThat(tokens.user(other)).as(other).isEmpty();
    }
  }

  @Test
  void aTokenOfManyCharactersIsRefused() {
    String fits = signer.token(padded(2_900));
    String tooLong = signer.token(padded(3_000));

    assertThat(fits.length()).isLessThanOrEqualTo(ChatalotTokens.LONGEST);
    assertThat(tooLong.length()).isGreaterThan(ChatalotTokens.LONGEST);
    assertThat(tokens.user(fits)).contains(OWNER);
    assertThat(tokens.user(tooLong)).isEmpty();
  }

  private static String padded(int length) {
    String start = "{" + SUB + ",\"exp\":1800000900,\"x\":\"";
    return start + "x".repeat(length - start.length() - 2) + "\"}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"sub\"",
        "{",
        "{}",
        "{\"sub\"}",
        "{\"sub\":}",
        "\u0000",
        "{}{}"
      })
  void aPayloadThatIsNoObjectOfClaimsIsRefused(String payload) {
    assertThat(tokens.user(signer.token(payload))).isEmpty();
  }

  @Test
  void aPayloadMayNotBeNestedWithoutEnd() {
    assertThat(tokens.user(signer.token("{\"x\":".repeat(480) + "1" + "}".repeat(480)))).isEmpty();
    assertThat(tokens.user(signer.token("[".repeat(2_500)))).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    String header = SigningKey.part(SigningKey.HEADER.getBytes(UTF_8));
    String payload = SigningKey.part(new byte[] {(byte) 0xff, (byte) 0xfe, '{'});

    assertThat(tokens.user(signer.sign(header + "." + payload))).isEmpty();
  }

  @Test
  void aRememberedTokenExpiresOnTime() {
    String token = signer.token(VALID);
    assertThat(tokens.user(token)).contains(OWNER);
    assertThat(tokens.remembered()).isOne();

    now = Instant.ofEpochSecond(1_800_000_959L);
    assertThat(tokens.user(token)).contains(OWNER);
    now = Instant.ofEpochSecond(1_800_000_960L);
    assertThat(tokens.user(token)).isEmpty();
  }

  @Test
  void aRememberedTokenIsForgottenWhenTheKeyChanges() {
    SigningKey next = SigningKey.make();
    String old = signer.token(VALID);
    String young = next.token(VALID);
    assertThat(tokens.user(old)).contains(OWNER);
    assertThat(tokens.user(young)).isEmpty();

    next.writeTo(file);
    key.refresh();

    assertThat(tokens.user(old)).isEmpty();
    assertThat(tokens.user(young)).contains(OWNER);
  }

  @Test
  void refusedTokensTakeNoMemory() {
    for (int i = 0; i < 100; i++) {
      assertThat(userOf(SUB + ",\"exp\":" + i)).isEmpty();
      assertThat(tokens.user("a" + i + ".b.c")).isEmpty();
    }
    assertThat(tokens.remembered()).isZero();
  }
}
