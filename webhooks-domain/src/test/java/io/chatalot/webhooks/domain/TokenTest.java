package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final String SECRET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AZ";

  @Test
  void aNewTokenIs64LettersAndDigits() {
    assertThat(Token.generate(new SecureRandom()).reveal()).matches("[A-Za-z0-9]{64}");
  }

  @Test
  void newTokensDiffer() {
    var random = new SecureRandom();
    var secrets = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      secrets.add(Token.generate(random).reveal());
    }

    assertThat(secrets).hasSize(1000);
  }

  @Test
  void everyLetterAndDigitIsDrawnAboutAsOften() throws NoSuchAlgorithmException {
    SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
    seeded.setSeed(1);

    var counts =
        Stream.generate(() -> Token.generate(seeded).reveal())
            .limit(3100)
            .flatMap(secret -> secret.chars().boxed())
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()));

    assertThat(counts).hasSize(62);
    assertThat(counts.values()).allMatch(count -> count > 2900 && count < 3500);
  }

  @Test
  void aTokenSurvivesBeingShownAndParsed() {
    Token token = Token.generate(new SecureRandom());

    assertThat(Token.parse(token.reveal()).orElseThrow().hash()).isEqualTo(token.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ",
        SECRET
      })
  void what64LettersAndDigitsSayIsAToken(String candidate) {
    assertThat(Token.parse(candidate).map(Token::reveal)).contains(candidate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A",
        SECRET + "a",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A-",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A_",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A ",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A\n",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A\u0000",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A\u00E9",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A\u0661",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789A\uFF21",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\uD83D\uDE80",
        "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "````````````````````````````````````````````````````````````````",
        "{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
        "////////////////////////////////////////////////////////////////",
        "::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::"
      })
  void anythingElseIsNoToken(String candidate) {
    assertThat(Token.parse(candidate)).isEmpty();
  }

  @Test
  void aTokenPrintsNothingOfItself() {
    Token token = Token.parse(SECRET).orElseThrow();

    assertThat(token).hasToString("Token[***]");
    assertThat("" + token + String.format(Locale.ROOT, "%s", token))
        .doesNotContain(SECRET.substring(0, 4));
  }

  @Test
  void theHashIsTheSha256OfTheCharacters() {
    assertThat(Token.parse("a".repeat(64)).orElseThrow().hash())
        .isEqualTo(
            new TokenHash("ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"));
  }

  @Test
  void noTokenIsFoundByTheHashForNone() {
    assertThat(TokenHash.NONE.hex()).isEqualTo("0".repeat(64));
    assertThat(Token.parse("0".repeat(64)).orElseThrow().hash()).isNotEqualTo(TokenHash.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "FFE054FE7AE0CB6DC65C3AF9B61D5209F439851DB43D0BA5997337DF154668EB",
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668e",
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb0",
        "gfe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb",
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb\n"
      })
  void whatIsNot64LowerCaseHexadecimalDigitsIsNoHash(String hex) {
    assertThatThrownBy(() -> new TokenHash(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not 64 lower-case hexadecimal digits");
  }
}
