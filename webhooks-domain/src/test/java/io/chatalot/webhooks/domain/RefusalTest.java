package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final String TOKEN = "aB3".repeat(21) + "z";

  @Test
  void whatLooksLikeATokenIsMasked() {
    Refusal refusal = refusal("no " + TOKEN + "!", "tool/1 (" + TOKEN + "x)");

    assertThat(refusal.message()).isEqualTo("no ***!");
    assertThat(refusal.userAgent()).isEqualTo("tool/1 (***)");
    assertThat(refusal.toString()).doesNotContain(TOKEN);
  }

  @Test
  void halfATokenDoesNotStayAtTheCut() {
    Refusal refusal = refusal("", "-".repeat(Refusal.MAX_USER_AGENT - 10) + TOKEN);

    assertThat(refusal.userAgent()).endsWith("-***");
  }

  @Test
  void shorterRunsOfLettersAndDigitsStay() {
    String run = "a".repeat(63);

    assertThat(refusal(run, run).userAgent()).isEqualTo(run);
    assertThat(refusal(run, run).message()).isEqualTo(run);
  }

  @Test
  void textsAreCutAtTheirMaximumOfCharacters() {
    Refusal refusal =
        refusal("🔔".repeat(Refusal.MAX_MESSAGE + 1), "🔔".repeat(Refusal.MAX_USER_AGENT + 1));

    assertThat(refusal.message()).isEqualTo("🔔".repeat(Refusal.MAX_MESSAGE));
    assertThat(refusal.userAgent()).isEqualTo("🔔".repeat(Refusal.MAX_USER_AGENT));
  }

  @Test
  void controlCharactersAndUnpairedSurrogatesBecomeSpaces() {
    assertThat(refusal("a\nb\u0000c", "x\uD83Dy\u007F").message()).isEqualTo("a b c");
    assertThat(refusal("", "x\uD83Dy\u007F").userAgent()).isEqualTo("x y ");
  }

  private static Refusal refusal(String message, String userAgent) {
    return new Refusal(
        Instant.EPOCH, "/", 422, "code", message, "::1", userAgent, OptionalLong.empty());
  }
}
