package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColourDotTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          good, GREEN
          warning, YELLOW
          danger, RED
          Danger, RED
          ' #36a64f ', GREEN
          '#D00000', RED
          '#a30200', RED
          D63232, RED
          f00, RED
          '#F00', RED
          '#ff0000ff', RED
          0xff0000, RED
          '#e91e63', RED
          '#ffa500', ORANGE
          '#ff8800', ORANGE
          '#e67e22', ORANGE
          '#ff0', YELLOW
          '#ffcc00', YELLOW
          '#f1c40f', YELLOW
          '#fee75c', YELLOW
          '#00ff00', GREEN
          '#2eb886', GREEN
          '#1abc9c', GREEN
          '#439FE0', BLUE
          '#0000ff', BLUE
          '#00ffff', BLUE
          '#5865f2', BLUE
          '#9b59b6', BLUE
          '#000000', WHITE
          '#fff', WHITE
          '#888888', WHITE
          '#95a5a6', WHITE
          orange, ORANGE
          gray, WHITE
          '', NONE
          none, NONE
          '#ff', NONE
          '#gggggg', NONE
          ff0000ff, NONE
          rgb(1), NONE
          """)
  void aColourHasTheDotOfItsHue(String colour, ColourDot dot) {
    assertThat(ColourDot.ofText(colour)).isEqualTo(dot);
  }

  @ParameterizedTest
  @CsvSource({
    "16711680, RED",
    "15158332, RED",
    "15105570, ORANGE",
    "16776960, YELLOW",
    "3066993, GREEN",
    "00003447003, BLUE",
    "65280.0, GREEN",
    "16777215, WHITE",
    "1, WHITE",
    "0, NONE",
    "-1, NONE",
    "16777216, NONE",
    "'', NONE",
    "#ff0000, RED",
    "danger, RED"
  })
  void aNumberIsAColourAndZeroIsNone(String colour, ColourDot dot) {
    assertThat(ColourDot.ofNumber(colour)).isEqualTo(dot);
  }

  @Test
  void aTextOfAnyLengthIsNoColour() {
    assertThat(ColourDot.ofText("f".repeat(1_000_000))).isEqualTo(ColourDot.NONE);
    assertThat(ColourDot.ofNumber("0".repeat(1_000_000))).isEqualTo(ColourDot.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      textBlock =
          """
          Disk full = 🔴 Disk full
          **[Disk full](https://a.example)** = 🔴 **[Disk full](https://a.example)**
          2 down = 🔴 2 down
          '#1 down' = '🔴 #1 down'
          é = 🔴 é
          © 2026 = 🔴 © 2026
          '## Down' = '## 🔴 Down'
          '- a' = '🔴\n\n- a'
          '> a' = '🔴\n\n> a'
          '```\na\n```' = '🔴\n\n```\na\n```'
          :8080: is closed = 🔴 :8080: is closed
          """)
  void aTitleGetsTheDot(String title, String dotted) {
    assertThat(ColourDot.RED.before(title)).isEqualTo(dotted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "🔥 Down",
        "⚠ Down",
        "⚠️ Down",
        "✅ Up",
        "✔️ Up",
        "❌Down",
        "🇩🇪 Berlin",
        "1️⃣ First",
        "#️⃣ Channel",
        "*️⃣ Star",
        "\\*️⃣ Star",
        "👩‍💻 At work",
        "👍🏽 Good",
        "©️ Mine",
        "ℹ️ Note",
        "⏰ Late",
        "**🔥 Down**",
        "**[🔥 Down](https://a.example)**",
        "[**🔥** Down](https://a.example)",
        "# 🔥 Down",
        "\u200b🔥 Down"
      })
  void aTitleThatBeginsWithAnEmojiKeepsItAlone(String title) {
    assertThat(ColourDot.RED.before(title)).isEqualTo(title);
  }

  @ParameterizedTest
  @ValueSource(strings = {":party_parrot: Up", "**:custom: x**"})
  void aNameThatStaysTextIsNoEmoji(String title) {
    assertThat(ColourDot.RED.before(title)).isEqualTo("🔴 " + title);
  }

  @Test
  void withoutAColourATitleStaysAsItIs() {
    assertThat(ColourDot.NONE.before("Up")).isEqualTo("Up");
  }
}
