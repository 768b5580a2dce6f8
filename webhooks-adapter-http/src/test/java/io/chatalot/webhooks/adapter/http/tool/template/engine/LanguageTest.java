package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template can say. */
class LanguageTest {
  private static final String PAYLOAD =
      """
      {"name": "Ada", "n": 5, "price": 1.10, "big": 1e7, "yes": true, "no": false, "nothing": null,
       "empty": "", "blank": "  ", "five": "5", "long": 12345678901234567890,
       "list": ["c", "a", "b"], "numbers": [3, 10, 2], "zero": [], "object": {"a-b": 1, "b": {"c": "d"}},
       "nested": [{"id": 1, "tags": ["x", "y"]}, {"id": 2, "tags": []}],
       "text": "the quick brown fox", "is": "it", "username": "eve", "key": "k"}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "-",
      quoteCharacter = '`',
      textBlock =
          """
          name ¦ Ada
          payload.name ¦ Ada
          payload["name"] ¦ Ada
          object["a-b"] ¦ 1
          object.b.c ¦ d
          nested[1].id ¦ 2
          nested.0.tags.1 ¦ y
          headers["x-gitlab-event"] ¦ Push Hook
          payload.is ¦ it
          missing ¦ ``
          missing.path[3].deeper ¦ ``
          nothing ¦ ``
          yes ¦ true
          no ¦ false
          n ¦ 5
          price ¦ 1.10
          big ¦ 10000000
          long ¦ 12345678901234567890
          0.5 ¦ 0.5
          1.50 ¦ 1.50
          n + 1 ¦ 6
          n - 1 ¦ 4
          n * 2 ¦ 10
          n / 2 ¦ 2.5
          10 / 5 ¦ 2
          n % 2 ¦ 1
          -n ¦ -5
          1 / 3 ¦ 0.3333333333333333333333333333333333
          0.1 + 0.2 ¦ 0.3
          five + 1 ¦ 51
          five * 2 ¦ 10
          "a" ~ 1 ~ "b" ¦ a1b
          name + "!" ¦ Ada!
          n > 4 ¦ true
          n >= 5 ¦ true
          n < 5 ¦ false
          n <= 5 ¦ true
          five > 4 ¦ true
          "2026-01-02" < "2026-01-03" ¦ true
          missing > 1 ¦ false
          n == 5 ¦ true
          n == 5.0 ¦ true
          n == "5" ¦ false
          n != 5 ¦ false
          name == "Ada" ¦ true
          name equals "Ada" ¦ true
          missing == null ¦ true
          list == ["c", "a", "b"] ¦ true
          not name == "Bob" ¦ true
          not missing is empty ¦ false
          name and n ¦ true
          name and missing ¦ false
          missing or n ¦ true
          yes and not no ¦ true
          zero ? "some" : "none" ¦ none
          list ? "some" : "none" ¦ some
          list contains "a" ¦ true
          list contains ["a", "b"] ¦ true
          list contains "z" ¦ false
          object contains "b" ¦ true
          text contains "quick" ¦ true
          text contains "slow" ¦ false
          missing contains "a" ¦ false
          name is empty ¦ false
          blank is empty ¦ true
          zero is empty ¦ true
          missing is empty ¦ true
          missing is null ¦ true
          missing is none ¦ true
          name is defined ¦ true
          missing is defined ¦ false
          missing is not defined ¦ true
          missing is   not defined ¦ true
          list is iterable ¦ true
          name is iterable ¦ false
          object is map ¦ true
          n is odd ¦ true
          n is even ¦ false
          missing | default("x") ¦ x
          missing.deep.path | default("x") ¦ x
          empty | default("x") ¦ x
          no | default("x") ¦ false
          name | upper ¦ ADA
          name | lower ¦ ada
          text | capitalize ¦ The quick brown fox
          text | title ¦ The Quick Brown Fox
          "  a " | trim ¦ a
          text | truncate(10) ¦ the quick…
          text | truncate(100) ¦ the quick brown fox
          text | truncate(9, "...") ¦ the qu...
          text | truncate(length=10, end="") ¦ the quick
          text | abbreviate(10) ¦ the quick…
          missing | upper ¦ ``
          missing | truncate(3) ¦ ``
          list | first ¦ c
          list | last ¦ b
          name | first ¦ A
          name | last ¦ a
          list | length ¦ 3
          name | length ¦ 3
          missing | length ¦ 0
          object | length ¦ 2
          list | join(", ") ¦ c, a, b
          list | join ¦ cab
          numbers | join("-") ¦ 3-10-2
          list | sort | join(",") ¦ a,b,c
          list | rsort | join(",") ¦ c,b,a
          numbers | sort | join(",") ¦ 2,3,10
          list | reverse | join(",") ¦ b,a,c
          name | reverse ¦ adA
          list | slice(1) | join(",") ¦ a,b
          list | slice(0, 2) | join(",") ¦ c,a
          text | slice(4, 9) ¦ quick
          text | slice(90) ¦ ``
          text | replace("quick", "slow") ¦ the slow brown fox
          text | replace("z", "") ¦ the quick brown fox
          "a.b.c" | split(".") | join("/") ¦ a/b/c
          "a.b.c" | split(".", 2) | join("/") ¦ a/b.c
          "abc" | split("") | join("/") ¦ a/b/c
          "a b/ü" | urlencode ¦ a%20b%2F%C3%BC
          -5 | abs ¦ 5
          2.5 | round ¦ 3
          2.345 | round(2) ¦ 2.35
          min(3, 2) ¦ 2
          max(n, 7) ¦ 7
          name | lower | upper ¦ ADA
          "by " ~ name | upper ¦ by ADA
          ("by " ~ name) | upper ¦ BY ADA
          object.b ¦ `{"c":"d"}`
          zero ¦ []
          numbers ¦ [3,10,2]
          """)
  void anExpressionPrints(String expression, String printed) {
    String template = "{% set x = " + expression + " %}{{ x | raw }}.";

    assertThat(Rendering.text(template, PAYLOAD)).isEqualTo(printed + ".");
  }

  @Test
  void ifTakesTheFirstThatHolds() {
    String template = "{% if a %}A{% elseif b %}B{% elif c %}C{% else %}D{% endif %}.";

    assertThat(Rendering.text(template, "{\"a\":1,\"b\":1}")).isEqualTo("A.");
    assertThat(Rendering.text(template, "{\"b\":\"x\"}")).isEqualTo("B.");
    assertThat(Rendering.text(template, "{\"c\":[0]}")).isEqualTo("C.");
    assertThat(Rendering.text(template, "{\"a\":0,\"b\":\"\",\"c\":[]}")).isEqualTo("D.");
  }

  @Test
  void forGoesOverAListAndKnowsItsPlace() {
    String template =
        "{% for x in list %}{{ loop.index }}{{ x }}{{ loop.first }}{{ loop.last }}{{ loop.revindex"
            + " }}/{{ loop.length }};{% else %}none{% endfor %}";

    assertThat(Rendering.text(template, PAYLOAD))
        .isEqualTo("0ctruefalse2/3;1afalsefalse1/3;2bfalsetrue0/3;");
    assertThat(Rendering.text(template, "{\"list\":[]}")).isEqualTo("none");
    assertThat(Rendering.text(template, "{}")).isEqualTo("none");
  }

  @Test
  void forGoesOverTheMembersOfAnObject() {
    assertThat(
            Rendering.text("{% for m in object %}{{ m.key }}={{ m.value }};{% endfor %}", PAYLOAD))
        .isEqualTo("a-b=1;b={\"c\":\"d\"};");
  }
}
