package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** White space, comments, and the faults that keep a template from being saved. */
class SyntaxTest {
  @Test
  void theLineBreakAfterATagIsDroppedAndThatAfterAValueIsKept() {
    assertThat(Rendering.text("{% if true %}\nA\n{% endif %}\nB\n{{ 1 }}\nC"))
        .isEqualTo("A\nB\n1\nC");
    assertThat(Rendering.text("{% set a = 1 %}\r\nA{# comment #}\r\nB")).isEqualTo("AB");
  }

  @Test
  void aLineThatHasOnlyATagIsDroppedWithItsIndentation() {
    String template =
        "List:\n"
            + "{% for x in [1, 2] %}\n"
            + "  {% if x == 1 %}\n"
            + "  - {{ x }}\n"
            + "  {% endif %}\n"
            + "{% endfor %}\n"
            + "End";

    assertThat(Rendering.text(template)).isEqualTo("List:\n  - 1\nEnd");
    assertThat(Rendering.text("  {# a comment #}\nA")).isEqualTo("A");
    assertThat(Rendering.text("a  {% set x = 1 %}\nb")).isEqualTo("a  b");
    assertThat(Rendering.text("  {% if true %}a{% endif %}\nb")).isEqualTo("  ab");
  }

  @Test
  void allLineBreaksOfATemplateAreLineFeeds() {
    assertThat(Rendering.text("{{ 1 }}\r\nb\rc")).isEqualTo("1\nb\nc");
    assertThat(Rendering.text("- ```\r\n  {{ a }}\r\n\r\n  ```\r\n", "{\"a\":\"*x*\"}"))
        .isEqualTo("- ```\n  *x*\n\n  ```\n");
  }

  @Test
  void dashesDropTheWhiteSpaceOnTheirSide() {
    assertThat(Rendering.text("a \n {{- 1 -}} \n b")).isEqualTo("a1b");
    assertThat(Rendering.text("a \n{%- if true -%} \n b {%- endif -%}\n c")).isEqualTo("abc");
    assertThat(Rendering.text("a {#- x -#} b")).isEqualTo("ab");
    assertThat(Rendering.text("{{ -1 }} {{ 2 - 1 }}")).isEqualTo("\\-1 1".replace("\\", ""));
    assertThat(Rendering.text("a {{- 1 -}} {% if true %} b{% endif %}")).isEqualTo("a1 b");
  }

  @Test
  void verbatimPrintsTagsAsTheyAre() {
    assertThat(Rendering.text("{% verbatim %}\n{{ a }} {% b %}{% endverbatim %}\nc"))
        .isEqualTo("{{ a }} {% b %}c");
    assertThat(Rendering.text("{% verbatim -%} a {%- endverbatim -%} c")).isEqualTo("ac");
  }

  @Test
  void aTextInQuotesHasTheEscapesThatPeopleKnow() {
    assertThat(Rendering.text("{{ \"a\\nb\\t\\\"c\\\" \\\\ 'd'\" }}"))
        .isEqualTo("a\nb\t\"c\" \\ 'd'");
    assertThat(Rendering.text("{{ 'it\\'s #{x} C:\\d' }}")).isEqualTo("it's #{x} C:\\d");
    assertThat(Rendering.text("{{ '}} %}' }}")).isEqualTo("}} %}");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongTemplateIsRefusedWithItsPlace(String template, String fault) {
    assertThat(Rendering.unreadable(template)).isEqualTo(fault);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("a\n{{ b", "line 2, column 1: {{ has no end }}"),
        wrong("{% if a %}x", "line 1, column 4: the tag if has no end {% endif %}"),
        wrong(
            "{% if a %}{% for x in y %}{% endif %}",
            "line 1, column 30: endif has no tag that it belongs to"),
        wrong(
            "{% for x in y %}{% if z %}{% endif %}",
            "line 1, column 4: the tag for has no end {% endfor %}"),
        wrong("\n\n x {% endif %}", "line 3, column 7: endif has no tag that it belongs to"),
        wrong("é😀{% else %}", "line 1, column 6: else has no tag that it belongs to"),
        wrong(
            "{% include 'x' %}",
            "line 1, column 4: the tag include is not available; the tags are if, for, set and"
                + " verbatim"),
        wrong("{{ a b }}", "line 1, column 6: b cannot stand here"),
        wrong("{{ }}", "line 1, column 4: }} cannot stand here"),
        wrong("{% %}", "line 1, column 4: %} cannot stand here"),
        wrong(
            "{{ a | nope }}",
            "line 1, column 8: there is no filter nope; the filters are abbreviate, abs,"
                + " capitalize, date, default, escape, first, join, json, last, length, lower,"
                + " raw, replace, reverse, round, rsort, slice, sort, split, title, trim,"
                + " truncate, upper, urlencode"),
        wrong(
            "{{ a is nope }}",
            "line 1, column 9: there is no test nope; the tests are defined, empty, even, iterable,"
                + " map, none, null, odd"),
        wrong(
            "{{ nope() }}",
            "line 1, column 8: there is no function nope; the functions are min and max"),
        wrong("{{ a.b() }}", "line 1, column 6: a value of the payload cannot be called"),
        wrong("{{ a(1)(2) }}", "line 1, column 8: ( cannot stand here"),
        wrong("{{ 1..9 }}", "line 1, column 4: ranges by .. are not available"),
        wrong("{{ {'a': 1} }}", "line 1, column 4: objects in { } are not available"),
        wrong("{{ (a }}", "line 1, column 4: the bracket ( is not closed"),
        wrong("{{ [a) }}", "line 1, column 4: the bracket [ is not closed"),
        wrong("{{ a) }}", "line 1, column 5: the bracket ) was not opened"),
        wrong("{{ 'a }}", "line 1, column 4: the text in quotes has no end '"),
        wrong("{{ \"a\\", "line 1, column 4: the text in quotes has no end \""),
        wrong("{{ \"#{a}\" }}", "line 1, column 5: a text cannot contain #{ }; join texts by ~"),
        wrong("{{ a ; b }}", "line 1, column 6: the character ; has no meaning"),
        wrong("a {# b", "line 1, column 3: the comment {# has no end #}"),
        wrong("{% verbatim %}", "line 1, column 1: the tag verbatim has no endverbatim"),
        wrong("{% set true = 1 %}", "line 1, column 8: true, false and null cannot be assigned"),
        wrong("{% set loop = 1 %}", "line 1, column 4: the variable loop cannot be assigned"),
        wrong("{% set payload = 1 %}", "line 1, column 4: the variable payload cannot be assigned"),
        wrong(
            "{% for headers in a %}{% endfor %}",
            "line 1, column 4: the variable headers cannot be assigned"),
        wrong("{{ a | truncate }}", "line 1, column 8: the argument length is missing"),
        wrong("{{ a | upper(1) }}", "line 1, column 8: there are more arguments than 0"),
        wrong("{{ a | truncate(len=1) }}", "line 1, column 8: there is no argument len"),
        wrong("{{ a is empty(1) }}", "line 1, column 9: a test takes no arguments"),
        wrong(
            "{{ 1234567890123456789012345678901 }}",
            "line 1, column 4: the number has more than 30 digits"));
  }

  private static Arguments wrong(String template, String fault) {
    return Arguments.of(template, fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "not ",
        "-",
        "{{",
        "{% if a %}",
        "{% for a in b %}",
        "a[",
        "a.",
        "a?",
        "a?b:",
        "min(",
        "'",
        "\"",
        "\\",
        "'\\a",
        "\"\\a",
        "|",
        "a|",
        "a~",
        "{#",
        "{%",
        "{% else %}",
        "{% elseif a %}",
        "{% verbatim %}",
        " ",
        "\n",
        "[1,",
        "a is ",
        "0",
        "\"#{"
      })
  void aHostileTemplateIsReadQuickly(String part) {
    for (String start :
        new String[] {
          "", "{{ ", "{{ a ", "{% if ", "{% for a in ", "{% set a = ", "{{ \"", "{{ '"
        }) {
      String template = start + part.repeat((7_900 - start.length()) / part.length());
      for (String end : new String[] {"", " }}", " %}", "a }}", "a %}", "\" }}"}) {
        long before = System.nanoTime();
        readOrRefused(template + end);
        assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
      }
    }
  }

  private static void readOrRefused(String template) {
    try {
      Compiled.of(template);
    } catch (Fault refused) {
      assertThat(refused.in(template, 0)).startsWith("line ");
    }
  }
}
