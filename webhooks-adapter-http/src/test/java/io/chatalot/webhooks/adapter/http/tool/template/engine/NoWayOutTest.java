package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template sees the payload and the headers, and nothing else. */
class NoWayOutTest {
  private static Map<String, Object> payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", "x");
    payload.put("number", 1L);
    payload.put("decimal", new BigDecimal("1.5"));
    payload.put("truth", true);
    payload.put("list", new ArrayList<>(List.of("a")));
    payload.put("object", new LinkedHashMap<>(Map.of("a", "b")));
    return payload;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text", "number", "decimal", "truth", "list", "object", "payload", "headers", "'x'", "1",
        "true", "null", "[1]", "missing"
      })
  void aValueHasNoMembersButItsOwn(String value) {
    for (String name :
        List.of(
            "class",
            "getClass",
            "bytes",
            "empty",
            "isEmpty",
            "size",
            "length",
            "hashCode",
            "toString",
            "entrySet",
            "keySet",
            "values",
            "parts",
            "TYPE",
            "declaringClass",
            "_context",
            "scale",
            "precision",
            "unscaledValue",
            "iterator",
            "stream",
            "key",
            "value")) {
      assertThat(
              Rendering.rendered(
                      "{% set v = " + value + " %}{{ v." + name + " }}{{ v['" + name + "'] }}",
                      payload())
                  .text())
          .isEmpty();
    }
  }

  @Test
  void theLoopHasOnlyItsMembers() {
    assertThat(
            Rendering.rendered(
                    "{% for x in list %}{{ loop.class }}{{ loop.getClass }}{{ loop.hashCode }}{{"
                        + " loop[0] }}{% endfor %}",
                    payload())
                .text())
        .isEmpty();
    assertThat(
            Rendering.rendered(
                    "{% for x in object %}{{ x.class }}{{ x.getKey }}{{ x.key }}{% endfor %}",
                    payload())
                .text())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ _context }}",
        "{{ template }}",
        "{{ locale }}",
        "{{ this }}",
        "{{ self }}",
        "{{ engine }}",
        "{{ loop }}",
        "{{ request }}",
        "{{ beans }}",
        "{{ now }}",
        "{{ context }}",
        "{{ env }}",
        "{{ system }}",
        "{{ class }}"
      })
  void noNameLeadsAnywhere(String template) {
    assertThat(Rendering.rendered(template, payload()).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ text.toString() }}",
        "{{ text.getClass().forName('java.lang.Runtime') }}",
        "{{ [].getClass() }}",
        "{{ list.add('x') }}",
        "{{ object.clear() }}",
        "{{ loop.first() }}",
        "{{ payload['getClass']() }}",
        "{% include 'x' %}",
        "{% include \"/etc/passwd\" %}",
        "{% import 'x' %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% embed 'x' %}{% endembed %}",
        "{% block x %}{% endblock %}",
        "{% macro x() %}{% endmacro %}",
        "{% cache 'x' %}{% endcache %}",
        "{% parallel %}{% endparallel %}",
        "{% flush %}",
        "{% filter upper %}{% endfilter %}",
        "{% autoescape false %}{% endautoescape %}",
        "{{ block('x') }}",
        "{{ parent() }}",
        "{{ block() }}",
        "{{ range(0, 9) }}",
        "{{ i18n('x', 'y') }}",
        "{{ 1..9 }}",
        "{{ text | base64encode }}",
        "{{ text | sha256 }}",
        "{{ text | numberformat }}",
        "{{ list | merge(list) }}",
        "{{ text | nl2br }}",
        "{{ now() }}",
        "{{ date() }}"
      })
  void whatPebbleHasBesidesIsRefused(String template) {
    assertThat(Rendering.unreadable(template)).matches("line 1, column [0-9]+: [ -~]{5,300}");
  }

  @Test
  void thePayloadStaysAsItIs() {
    Map<String, Object> payload = payload();
    Rendering.rendered(
        "{% set list = list | sort %}{% set object = 1 %}{% set text = text ~ 'y' %}{% for a in"
            + " payload.list %}{% set a = 2 %}{% endfor %}",
        payload);

    assertThat(payload).isEqualTo(payload());
  }
}
