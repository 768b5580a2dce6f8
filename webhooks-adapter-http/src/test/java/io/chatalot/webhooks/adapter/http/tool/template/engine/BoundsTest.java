package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.WebhookException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No template and no payload take more than the bounds of a rendering. */
class BoundsTest {
  private static final String STEPS = "the template takes too many steps with this payload";
  private static final String LONG_TEXT = "a text is longer than 262144 characters";

  private static Map<String, Object> payload() {
    List<Object> numbers = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      numbers.add((long) (i * 7919 % 40_009));
      texts.add("item " + i * 7919 % 40_009);
      objects.add(new LinkedHashMap<>(Map.of("id", (long) i, "name", "name " + i)));
    }
    return payload(
        "numbers",
        numbers,
        "same",
        new ArrayList<>(numbers),
        "texts",
        texts,
        "objects",
        objects,
        "others",
        new ArrayList<>(objects),
        "text",
        "ab".repeat(30_000),
        "other",
        "ab".repeat(30_000),
        "spaces",
        " ".repeat(60_000),
        "digit",
        " ".repeat(60_000) + "1",
        "deep",
        deep(5_000),
        "deeper",
        deep(5_000),
        "huge",
        BigInteger.TEN.pow(4_000),
        "far",
        new BigDecimal("1E+1000000000"));
  }

  private static Map<String, Object> payload(Object... members) {
    Map<String, Object> payload = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      payload.put((String) members[i], members[i + 1]);
    }
    return payload;
  }

  private static Object deep(int depth) {
    Object value = "x";
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static String looped(String body) {
    String loop = "{% for x in [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20] %}";
    return loop.repeat(5) + body + "{% endfor %}".repeat(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{% set a = 1 %}",
        "{% if a %}{% endif %}",
        "{% set a = text | length %}",
        "{% set a = text == other %}",
        "{% set a = text contains 'aa' %}",
        "{% set a = text is empty %}",
        "{% set a = spaces is empty %}",
        "{% set a = spaces | default('x') %}",
        "{% set a = numbers == same %}",
        "{% set a = objects == others %}",
        "{% set a = numbers contains 0.5 %}",
        "{% set a = numbers contains same %}",
        "{% set a = texts contains 'z' %}",
        "{% set a = text | slice(5, 9) %}",
        "{% set a = text | truncate(5) %}",
        "{% set a = text | first %}",
        "{% set a = missing.a.b.c.d %}",
        "{% set a = 1 / 3 %}",
        "{% set a = '2026-01-02' | date('EEEE', 'Europe/Berlin') %}",
        "{% set a = x > 3 and x < 5 or x == 7 %}",
        "{% set a = min(x, 7) %}",
        "{% set a = text < text %}"
      })
  void loopsOverLiteralsEnd(String body) {
    assertThat(Rendering.fault(looped(body), payload())).endsWith(STEPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in numbers %}{% for b in numbers %}{% endfor %}{% endfor %}",
        "{% for a in objects %}{% for b in a %}{{ b.key | upper | lower | title }}{% endfor"
            + " %}{% endfor %}",
        "{% for a in texts %}{% set b = texts contains a %}{% endfor %}",
        "{% for a in numbers %}{% set b = numbers == same %}{% endfor %}"
      })
  void loopsOverThePayloadEnd(String template) {
    assertThat(Rendering.fault(template, payload())).endsWith(STEPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% set a = text ~ text ~ text ~ text ~ text %}",
        "{% set a = text + text + text + text + text %}",
        "{% set a = text | replace('a', 'bcdefghijk') %}",
        "{% set a = text | replace('a', text) %}",
        "{% set a = texts | join(text) %}",
        "{% set a = texts | join(', ') %}",
        "{% set a = text | replace('a', '€') | urlencode %}",
        "{{ objects }}",
        "{% set a = objects | json %}",
        "{% set a = '' ~ objects %}"
      })
  void aTextHasABound(String template) {
    assertThat(Rendering.fault(template, payload())).endsWith(LONG_TEXT);
  }

  @Test
  void doublingEnds() {
    assertThat(Rendering.fault("{% set a = 'x' %}" + "{% set a = a ~ a %}".repeat(30), payload()))
        .endsWith(LONG_TEXT);
    assertThat(
            Rendering.fault(
                "{% set a = ['x'] %}" + "{% set a = [a, a] %}".repeat(40) + "{{ a }}", payload()))
        .endsWith(LONG_TEXT);
    assertThat(
            Rendering.fault(
                "{% set a = ['x'] %}{% set b = ['x'] %}"
                    + "{% set a = [a, a] %}{% set b = [b, b] %}".repeat(40)
                    + "{{ a == b }}",
                payload()))
        .endsWith(STEPS);
    assertThat(Rendering.text("{% set a = 2 %}" + "{% set a = a * a %}".repeat(6) + "{{ a }}"))
        .isEqualTo("18446744073709551616");
    assertThat(
            Rendering.fault(
                "{% set a = 2 %}" + "{% set a = a * a %}".repeat(40) + "{{ a }}", payload()))
        .endsWith("the number is too large to calculate with");
  }

  @Test
  void allTextsAndListsTogetherHaveABound() {
    assertThat(Rendering.fault(looped("{% set a = text ~ x %}"), payload()))
        .endsWith("the template makes more than 1048576 characters of texts");
    assertThat(Rendering.fault(looped("{% set a = numbers | reverse %}"), payload()))
        .endsWith("the template makes lists of more than 131072 elements");
    assertThat(Rendering.fault(looped("{% set a = text | split('') %}"), payload()))
        .containsAnyOf("lists of more than", "steps");
    assertThat(
            Rendering.text(
                "{{ numbers | sort | last }}{{ texts | sort | length }}"
                    .replace("texts", "numbers"),
                "{\"numbers\":[1,3,2]}"))
        .isEqualTo("33");
  }

  @Test
  void textsOfManyPartsHaveABound() {
    assertThat(
            Rendering.fault(
                "{% set m = text | replace('b', 'c') %}" + "{% set v = m ~ '' %}".repeat(3),
                payload()))
        .endsWith("the template makes lists of more than 131072 elements");
  }

  @Test
  void textsThatAreReadAsNumbersOrTimesArePaidFor() {
    assertThat(Rendering.fault(looped("{% if digit > 1 %}{% endif %}"), payload())).endsWith(STEPS);
    assertThat(Rendering.fault(looped("{% set a = spaces | date %}"), payload())).endsWith(STEPS);
  }

  @Test
  void ofLinksInLinksTheInnerIsOne() {
    assertThat(Rendering.text("[[{{ a }}](http://b.example)](http://c.example)", "{\"a\":\"x\"}"))
        .isEqualTo("[[x](http://b.example)](http://c.example)");
  }

  @Test
  void aLongTextOfThePayloadIsCutByFilters() {
    String log = "first\n" + "x".repeat(200_000);
    assertThat(
            Rendering.rendered(
                    "{{ log | trim | split('\\n') | first | truncate(80) }}", Map.of("log", log))
                .text())
        .isEqualTo("first");
  }

  @Test
  void whatIsPrintedHasABound() {
    assertThat(Rendering.rendered("{{ t }}", Map.of("t", "x".repeat(65_536))).text())
        .hasSize(65_536);
    assertThat(Rendering.fault("{{ t }}!", Map.of("t", "x".repeat(65_536))))
        .endsWith("the template prints more than 65536 bytes with this payload");
    assertThat(Rendering.fault("{{ t }}", Map.of("t", "\u00e9".repeat(40_000))))
        .endsWith("the template prints more than 65536 bytes with this payload");
    assertThat(Rendering.fault("{{ t }}", Map.of("t", "*".repeat(60_000))))
        .contains("the template prints more than 65536 bytes");
    assertThat(Rendering.fault("> > > > > > > > {{ t }}", Map.of("t", "x\n".repeat(30_000))))
        .contains("the template prints more than 65536 bytes");
    assertThat(Rendering.fault("{% for x in numbers %}{{ text }}{% endfor %}", payload()))
        .contains("the template prints more than 65536 bytes");
  }

  @Test
  void deepValuesArePrintedAndComparedToADepth() {
    assertThat(Rendering.fault("{{ deep }}", payload()))
        .isEqualTo("line 1, column 4: the value is nested too deeply to be printed");
    assertThat(Rendering.fault("{{ deep == deeper }}", payload()))
        .isEqualTo("line 1, column 4: the values are nested too deeply to be compared");
    assertThat(Rendering.text("{{ deep[0][0][0] | length }}", "{\"deep\":[[[[1,2]]]]}"))
        .isEqualTo("2");
  }

  @Test
  void numbersOfManyDigitsArePrintedAndNotCalculatedWith() {
    assertThat(Rendering.rendered("{{ huge }}", payload()).text()).hasSize(4_001);
    assertThat(Rendering.rendered("{{ far }}", payload()).text()).isEqualTo("1E+1000000000");
    assertThat(Rendering.fault("{{ huge + 1 }}", payload()))
        .endsWith("the number is too large to calculate with");
    assertThat(Rendering.fault("{{ far % 3 }}", payload()))
        .endsWith("the number is too large to calculate with");
    assertThat(Rendering.fault("{{ far > 3 }}", payload()))
        .endsWith("the number is too large to calculate with");
    assertThat(Rendering.text("{{ 9223372036854775807 + 1 }} {{ 1000000000000 * 1000000000000 }}"))
        .isEqualTo("9223372036854775808 1000000000000000000000000");
  }

  @Test
  void faultsOfRenderingNameTheirPlaceAndWhatIsWrong() {
    assertThat(Rendering.fault("a\n{{ 1 / n }}", "{\"n\":0}"))
        .isEqualTo("line 2, column 4: a division by zero");
    assertThat(Rendering.fault("{{ n % 0 }}", "{\"n\":0}"))
        .isEqualTo("line 1, column 4: a division by zero");
    assertThat(Rendering.fault("{{ n | join }}", "{\"n\":0}"))
        .isEqualTo("line 1, column 8: join takes a list, not a number");
    assertThat(Rendering.fault("{{ n | upper }}", "{\"n\":[]}"))
        .isEqualTo("line 1, column 8: the filter takes a text, not a list");
    assertThat(Rendering.fault("{% for x in n %}{% endfor %}", "{\"n\":\"x\"}"))
        .isEqualTo("line 1, column 4: the tag for takes a list or an object, not a text");
    assertThat(Rendering.fault("{{ n + 1 }}", "{\"n\":{}}"))
        .isEqualTo("line 1, column 4: + takes numbers, and the value is an object");
    assertThat(Rendering.fault("{{ n - 'x' }}", "{\"n\":1}"))
        .isEqualTo("line 1, column 4: - takes numbers, and the value is a text");
    assertThat(Rendering.fault("{{ n > 1 }}", "{\"n\":true}"))
        .isEqualTo("line 1, column 4: comparing takes numbers, and the value is true or false");
    assertThat(Rendering.fault("{{ n | date('QQQQQQQ') }}", "{\"n\":\"2026-01-01\"}"))
        .isEqualTo(
            "line 1, column 8: the format of the date is wrong; a format is yyyy-MM-dd HH:mm");
    assertThat(Rendering.fault("{{ n | date('yyyy', 'Nowhere') }}", "{\"n\":\"2026-01-01\"}"))
        .isEqualTo(
            "line 1, column 8: there is no time zone of this name; a name is Europe/Berlin or"
                + " +02:00");
    assertThat(Rendering.fault("{{ n | sort }}", "{\"n\":[1,\"a\"]}"))
        .isEqualTo("line 1, column 8: sort takes a list of numbers or of texts");
  }

  @Test
  void noRoomIsNoFaultOfTheTemplate() {
    var small = new PebbleTemplates(200_000);
    var template = new Template("{{ t | upper }}");

    assertThat(small.render(template, Map.of("t", "x"), Map.of()).text()).isEqualTo("X");
    assertThatThrownBy(() -> small.render(template, Map.of("t", "x".repeat(60_000)), Map.of()))
        .isInstanceOfSatisfying(
            WebhookException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE));
    assertThat(small.render(template, Map.of("t", "y"), Map.of()).text()).isEqualTo("Y");
  }
}
