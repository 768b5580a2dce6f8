package io.chatalot.webhooks.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** Some 12,000 names of 64 KiB each, from callers without a token, once filled the heap. */
  @Test
  void namesThatCallersMakeUpAreNotKept() {
    String text = "{\"" + UUID.randomUUID() + "\":1}";
    String name = Json.parse(text).fieldNames().next();

    assertThat(Json.parse(text).fieldNames().next()).isEqualTo(name).isNotSameAs(name);
  }

  /** The names collide in the parser's hash table with any seed. */
  @Test
  void namesThatWereMadeToCollideAreNames() {
    String text =
        IntStream.range(0, 2_000)
            .mapToObj(JsonTest::colliding)
            .map(name -> "\"" + name + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    assertThat(Json.parse(text)).hasSize(2_000);
    assertThat(Json.parse(text)).hasSize(2_000);
  }

  @Test
  void aFlatValueHasItsOwnFieldsAndNothingBelowThem() {
    String text = "{\"a\":\"x\",\"b\":null,\"c\":[1,{\"d\":2}],\"e\":{\"f\":[]},\"g\":true}";
    assertThat(Json.parseFlat(text, Set.of("a")))
        .isEqualTo(Json.parse("{\"a\":\"x\",\"b\":null,\"c\":[],\"e\":{},\"g\":true}"));
    assertThat(Json.parseFlat("[1,[2]]", Set.of())).isEqualTo(Json.parse("[]"));
    assertThat(Json.parseFlat("7", Set.of())).isEqualTo(Json.parse("7"));
  }

  /** A bound, since fields take many times the memory of their text. */
  @Test
  void ofUnknownFieldsAThousandAreKept() {
    String others =
        IntStream.range(0, 5_000).mapToObj(i -> "\"" + i + "\":1,").collect(Collectors.joining());
    JsonNode flat = Json.parseFlat("{" + others + "\"content\":\"x\"}", Set.of("content"));

    assertThat(flat).hasSize(1_001);
    assertThat(flat.path("content").textValue()).isEqualTo("x");
    assertThat(flat.has("999")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"}",
        "{\"a\":[}",
        "{\"a\":[1,]}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{} x",
        "{}{}",
        "[",
        "1 2",
        "nul"
      })
  void aFlatValueIsReadAsStrictly(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> Json.parseFlat(text, Set.of())).isInstanceOf(MalformedJson.class);
  }

  /** Built from pairs with equal {@code 33 * first + second}. */
  private static String colliding(int n) {
    return IntStream.range(0, 11)
        .mapToObj(bit -> (n >> bit & 1) == 0 ? "Bb" : "CA")
        .collect(Collectors.joining());
  }
}
