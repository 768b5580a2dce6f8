package io.chatalot.webhooks.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.server.settings.ServerException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordInputTest {
  private static final int LONGEST = 1024 * "\uD83D\uDE80".getBytes(StandardCharsets.UTF_8).length;

  @ParameterizedTest
  @ValueSource(strings = {"p\u00e4ss word", "p\u00e4ss word\n", "p\u00e4ss word\r\nmore\n"})
  void aPasswordIsTheFirstLine(String input) {
    assertThat(PasswordInput.read(stream(input))).isEqualTo("p\u00e4ss word");
  }

  @Test
  void theLongestPasswordIsReadAndNothingMuchLonger() {
    String longest = "\uD83D\uDE80".repeat(1024);
    assertThat(PasswordInput.read(stream(longest))).isEqualTo(longest);

    var endless = new Endless();
    assertThatThrownBy(() -> PasswordInput.read(endless))
        .isInstanceOf(ServerException.class)
        .hasMessage("The password is too long");
    assertThat(endless.read).isLessThan(4 * LONGEST);
  }

  @Test
  void noInputIsNoPasswordAndWhatIsNoTextIsNoneEither() {
    assertThatThrownBy(() -> PasswordInput.read(stream("")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("must come as the first line");
    assertThatThrownBy(() -> PasswordInput.read(new ByteArrayInputStream(new byte[] {(byte) 0xFF})))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("UTF-8");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Endless extends InputStream {
    private int read;

    @Override
    public int read() {
      read++;
      return 'x';
    }
  }
}
