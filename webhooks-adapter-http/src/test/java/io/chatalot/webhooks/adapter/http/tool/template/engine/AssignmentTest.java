package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Templates.Rendered;
import org.junit.jupiter.api.Test;

/** Variables, and those that set what a message has beside its text. */
class AssignmentTest {
  @Test
  void theTemplateAssignsWhatTheMessageHas() {
    Rendered rendered =
        Rendering.rendered(
            "{% set username = 'Bot ' ~ user %}{% set avatar_url = 'https://x.example/' ~ user %}{%"
                + " set key = id %}x",
            "{\"user\":\"_a_\",\"id\":7}");

    assertThat(rendered.text()).isEqualTo("x");
    assertThat(rendered.username()).contains("Bot _a_");
    assertThat(rendered.avatarUrl()).contains("https://x.example/_a_");
    assertThat(rendered.key()).contains("7");
  }

  @Test
  void anAssignmentInsideOfATagCounts() {
    Rendered rendered =
        Rendering.rendered(
            "{% for x in [1, 2] %}{% if x == 2 %}{% set username = 'n' ~ x %}{% endif %}{% endfor"
                + " %}",
            "{}");

    assertThat(rendered.username()).contains("n2");
  }

  @Test
  void aMemberOfThePayloadIsNoAssignment() {
    Rendered rendered =
        Rendering.rendered(
            "{{ username }}", "{\"username\":\"eve\",\"avatar_url\":\"u\",\"key\":\"k\"}");

    assertThat(rendered.text()).isEqualTo("eve");
    assertThat(rendered.username()).isEmpty();
    assertThat(rendered.avatarUrl()).isEmpty();
    assertThat(rendered.key()).isEmpty();
  }

  @Test
  void nothingIsNoAssignmentAndALoopsVariableIsItsOwn() {
    assertThat(Rendering.rendered("{% set username = missing %}", "{}").username()).isEmpty();
    assertThat(
            Rendering.rendered(
                "{% for key in ['a'] %}{% set key = 'b' %}{{ key }}{% endfor %}", "{}"))
        .satisfies(rendered -> assertThat(rendered.key()).isEmpty())
        .satisfies(rendered -> assertThat(rendered.text()).isEqualTo("b"));
  }

  @Test
  void aVariableOutlivesItsTagAndHidesThePayloads() {
    assertThat(
            Rendering.text(
                "{% for x in [1, 2] %}{% set last = x %}{% endfor %}{{ last }}{{ x }}",
                "{\"last\":9,\"x\":8}"))
        .isEqualTo("28");
    assertThat(Rendering.text("{% set n = null %}[{{ n }}]", "{\"n\":1}")).isEqualTo("[]");
  }

  @Test
  void ourVariablesHideThePayloads() {
    assertThat(
            Rendering.text(
                "{{ payload.payload }} {{ payload['headers'] }} {{ headers['x-gitlab-event'] }}",
                "{\"payload\":1,\"headers\":2}"))
        .isEqualTo("1 2 Push Hook");
  }

  @Test
  void aPayloadThatIsNoObjectIsAVariableAlone() {
    assertThat(Rendering.text("{{ payload }}", "\"*a*\"")).isEqualTo("\\*a\\*");
    assertThat(
            Rendering.text(
                "{% for x in payload %}{{ x.id }}{% endfor %}", "[{\"id\":1},{\"id\":2}]"))
        .isEqualTo("12");
    assertThat(Rendering.text("{{ payload }}{{ x }}", "null")).isEmpty();
    assertThat(Rendering.text("{{ payload + 1 }}", "41")).isEqualTo("42");
  }
}
