package io.chatalot.webhooks.adapter.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More than strict JSON is read, and not more of it is kept than fits into the memory. */
class ForeignJsonTest {
  /** The most values that the largest body of any platform can hold. */
  private static final int MANY = 1_700_000;

  @Test
  void ofTheLargestBodyThreeHundredThousandValuesAreKept() {
    String text = "[" + "{},".repeat(MANY) + "0]";
    JsonNode outline = read(text);
    assertThat(outline.size()).isEqualTo(MANY + 1);
    assertThat(kept(outline)).isBetween(290_000L, 300_000L);
  }

  @Test
  void aLongMemberKeepsHalfAsManySoThatLaterMembersAreKept() {
    String text = "{\"long\":[" + "[],".repeat(MANY) + "0],\"after\":\"here\"}";
    JsonNode outline = read(text);
    assertThat(outline.path("long").size()).isEqualTo(MANY + 1);
    assertThat(kept(outline.path("long"))).isBetween(140_000L, 150_000L);
    assertThat(outline.path("after").asText()).isEqualTo("here");
  }

  @Test
  void keysInAnyNumberAreBoundedToo() {
    var text = new StringBuilder("{\"deep\":{");
    for (int i = 0; i < 400_000; i++) {
      text.append('"').append(i).append("\":{},");
    }
    JsonNode outline = read(text.append("\"end\":0}}").toString());
    assertThat(outline.path("deep").size()).isBetween(140_000, 150_000);
  }

  @Test
  void valuesBeyondTheBoundOfAMemberAreCountedAndNotKept() {
    String json = "{\"a\":[1,{\"b\":2},[3],4],\"c\":1.5e3,\"d\":[1,2,3,4]}";
    assertThat(ForeignJson.read(new StringReader(json), 10))
        .hasToString("{\"a\":[1,{\"b\":2},[null],null],\"c\":\"1.5e3\",\"d\":[1,null,null,null]}");
    JsonNode whole = ForeignJson.read(new StringReader("{\"c\":1.50,\"d\":null,\"e\":true}"), 9);
    assertThat(whole).hasToString("{\"c\":\"1.50\",\"d\":null,\"e\":true}");
    assertThatThrownBy(() -> ForeignJson.read(new StringReader("[1,2,3,4,5,6,"), 5))
        .isInstanceOf(MalformedJson.class);
  }

  /** Equal to the small nodes that a reader of a sender's list asks for. */
  @Test
  void wholeNumbersAreNumbersAndOthersAreTheirText() {
    JsonNode numbers = read("[1,-7,2147483648,9223372036854775808,1.50,1e3]");
    assertThat(numbers.path(0)).isEqualTo(IntNode.valueOf(1));
    assertThat(numbers.path(1).isInt()).isTrue();
    assertThat(numbers.path(2)).isEqualTo(LongNode.valueOf(2_147_483_648L));
    assertThat(numbers.path(3).textValue()).isEqualTo("9223372036854775808");
    assertThat(numbers.path(4).textValue()).isEqualTo("1.50");
    assertThat(numbers.path(5).textValue()).isEqualTo("1e3");
  }

  @Test
  void eachControlCharacterMayStandInAStringAsItIs() {
    for (char c = 0; c < ' '; c++) {
      JsonNode value = read("{\"a" + c + "\":[\"b" + c + "c\"]}");
      String shown = Character.toString(c == 0 ? '\uFFFD' : c);
      assertThat(value.path("a" + shown).path(0).textValue()).isEqualTo("b" + shown + "c");
      String skipped = "{\"x\":{\"a" + c + "\":\"b" + c + "c\"},\"y\":1}";
      assertThat(
              ForeignJson.read(
                      new ForeignText(new ByteArrayInputStream(skipped.getBytes(UTF_8))), 3)
                  .path("y")
                  .intValue())
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "\\u0000 | \uFFFD",
        "\\ud83d | \uFFFD",
        "\\ud83d. | \uFFFD.",
        "\\ud83d\\ud83d | \uFFFD\uFFFD",
        "\\ude80\\ud83d | \uFFFD\uFFFD",
        "\\ud83d\\ude80\\ude80 | \uD83D\uDE80\uFFFD",
        "\\ud83d\\ud83d\\ude80 | \uFFFD\uD83D\uDE80"
      },
      delimiter = '|')
  void aCharacterThatCannotBeStoredBecomesAReplacementInNamesAndValues(
      String escaped, String stored) {
    JsonNode value = read("{\"" + escaped + "\":[\"" + escaped + "\"]}");
    assertThat(value.properties().iterator().next().getKey()).isEqualTo(stored);
    assertThat(value.path(stored).path(0).textValue()).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({"ED A0 BD, 1", "ED A0 BD ED BA 80, 2", "E9, 1", "C0 80, 2", "F0 9F 9A, 1"})
  void invalidUtf8BecomesReplacements(String bytes, int replacements) {
    byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(bytes);
    var text = new ByteArrayOutputStream();
    text.writeBytes("[\"a".getBytes(UTF_8));
    text.writeBytes(wrong);
    text.writeBytes("b\"]".getBytes(UTF_8));
    assertThat(ForeignJson.read(new ByteArrayInputStream(text.toByteArray())).path(0).textValue())
        .isEqualTo("a" + "\uFFFD".repeat(replacements) + "b");
  }

  @Test
  void namesThatBecomeTheSameAreNoDuplicates() {
    assertThat(read("{\"\\ud800\":1,\"\\ud801\":2}")).hasToString("{\"\uFFFD\":2}");
    assertThatThrownBy(() -> read("{\"a\":1,\"a\":2}")).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "\uFEFF\n", "\r\n\t \uFEFF ", "\uFEFF\uFEFF"})
  void byteOrderMarksAndWhiteSpaceMayStandBeforeIt(String before) {
    assertThat(read(before + "{\"a\":\"\uFEFF\"}").path("a").textValue()).isEqualTo("\uFEFF");
    String wrong = "{\"a\":\n  x}";
    var spaces = catchThrowable(() -> read(before.replace('\uFEFF', ' ') + wrong));
    assertThatThrownBy(() -> read(before + wrong)).hasMessage(spaces.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF",
        "{",
        "{\"a\":\u0000}",
        "{\"a\":1}\u0000",
        "{\"a\":1}\uFEFF",
        "{\u0001\"a\":1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\\n\"}",
        "{'a':1}",
        "{\"a\":1,}",
        "{} {}"
      })
  void restOfJsonsRulesHold(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJson.class);
  }

  private static JsonNode read(String text) {
    return ForeignJson.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static long kept(JsonNode array) {
    long kept = 0;
    for (JsonNode item : array) {
      kept += item.isNull() ? 0 : 1;
    }
    return kept;
  }
}
