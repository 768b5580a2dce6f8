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

  @Test
  void aMaskAtTheCutIsCutToo() {
    assertThat(MaskedText.of("ab" + "-".repeat(2) + TOKEN, 5)).isEqualTo("ab--*");
    assertThat(MaskedText.of("-" + TOKEN.substring(1), 5)).isEqualTo("-" + TOKEN.substring(1, 5));
    assertThat(MaskedText.of(TOKEN + " " + TOKEN + TOKEN, 100)).isEqualTo("*** ***");
    assertThat(MaskedText.of("", 5)).isEmpty();
  }

  /** Who is refused chooses the text, so no more of it is looked at than is kept. */
  @Test
  void nothingIsReadBehindWhatIsShown() {
    String run = "a".repeat(63) + " ";
    var text = new Counted(run.repeat(1_000));

    assertThat(MaskedText.of(text, 256)).isEqualTo(run.repeat(4));
    assertThat(text.read).isLessThan(4 * 256);
  }

  private static Refusal refusal(String message, String userAgent) {
    return new Refusal(
        Instant.EPOCH, "/", 422, "code", message, "::1", userAgent, OptionalLong.empty());
  }

  /** Counts how often a character is asked for. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int read;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      read++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      read += end - start;
      return text.substring(start, end);
    }
  }
}
