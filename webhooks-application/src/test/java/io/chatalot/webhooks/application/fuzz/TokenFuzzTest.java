package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.domain.Token;
import java.util.Optional;

class TokenFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aTokenIs64LettersAndDigitsAndNeverShown(byte[] data) {
    String text = AnyText.of(data);
    limit.check(
        () -> {
          Optional<Token> token = Token.parse(text);
          assertThat(token.isPresent()).isEqualTo(text.matches("[A-Za-z0-9]{64}"));
          token.ifPresent(
              it -> {
                assertThat(it.hash().hex()).matches("[0-9a-f]{64}");
                assertThat(it.toString()).doesNotContain(text);
              });
        });
  }
}
