package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a value is written in each place of the author's Markdown. */
class PlacesTest {
  private static final Shown SHOWN = new Shown();

  private static String text(String template, String... values) {
    Map<String, Object> payload = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      payload.put(String.valueOf((char) ('a' + i)), values[i]);
    }
    return Rendering.rendered(template, payload).text();
  }

  @Test
  void inTextAValueIsEscaped() {
    assertThat(text("**{{ a }}**: {{ b }}", "*x*", "snake_case"))
        .isEqualTo("**\\*x\\***: snake_case");
    assertThat(text("{{ a | raw }}", "**x**")).isEqualTo("**x**");
    assertThat(text("{{ a | raw | upper }}", "*x*")).isEqualTo("\\*X\\*");
    assertThat(text("{{ a | escape }}", "*x*")).isEqualTo("\\*x\\*");
  }

  @Test
  void aValueBehindALinkOfTheAuthorsIsText() {
    String value = "_it_ ~~x~~ (1)";
    String escaped = "\\_it\\_ \\~\\~x\\~\\~ (1)";
    assertThat(text("[Docs](https://x.example)·{{ a }}", value))
        .isEqualTo("[Docs](https://x.example)·" + escaped);
    assertThat(text("**[Docs](https://x.example)** {{ a }}", value))
        .isEqualTo("**[Docs](https://x.example)** " + escaped);
    assertThat(text("([Docs](https://x.example)){{ a }}", "x y"))
        .isEqualTo("([Docs](https://x.example))x y");
    assertThat(text("*https://x.example*{{ a }}", "x y")).isEqualTo("*https://x.example*x y");
  }

  @Test
  void theAuthorsTextsStayMarkdown() {
    assertThat(text("{{ '**x**' }}{% set y = '_y_' %}{{ y }}")).isEqualTo("**x**_y_");
    assertThat(text("{{ a ? '**yes**' : a }}", "1")).isEqualTo("**yes**");
    assertThat(text("{{ '**' ~ a ~ '**' }}", "*x*")).isEqualTo("**\\*x\\***");
    assertThat(text("{{ b | default('_none_') }}", "1")).isEqualTo("_none_");
    assertThat(text("{{ ('- ' ~ a) | replace('x', '**y**') }}", "x")).isEqualTo("\\- **y**");
    assertThat(Rendering.text("- {{ l | join('\\n- ') }}", "{\"l\":[\"*x*\",\"# y\"]}"))
        .isEqualTo("- \\*x\\*\n- \\# y");
  }

  @Test
  void inCodeAValueIsAsItIs() {
    assertThat(text("`{{ a }}`", "feature_x *y*")).isEqualTo("`feature_x *y*`");
    assertThat(text("in `{{ a }}@{{ b }}`, {{ b }}", "x`y", "_z_"))
        .isEqualTo("in `x'y@_z_`, \\_z\\_");
    assertThat(text("a `{{ a }}` b", "x\ny")).isEqualTo("a `x y` b");
    assertThat(text("a`{{ a }}`b", "")).isEqualTo("ab");
    assertThat(text("```\n{{ a }}\n```\n{{ a }}", "*x* &amp; <b>"))
        .isEqualTo("```\n*x* &amp; <b>\n```\n\\*x\\* \\&amp; \\<b>");
    assertThat(text("```\n{{ a }}\n```\nz", "x\n```\ny")).isEqualTo("````\nx\n```\ny\n````\nz");
    assertThat(text("> ```json\n> {{ a }}\n> ```", "x\n\ny"))
        .isEqualTo("> ```json\n> x\n> \n> y\n> ```");
    assertThat(text("- ```\n  {{ a }}\n  ```", "x\ny")).isEqualTo("- ```\n  x\n  y\n  ```");
  }

  @Test
  void emphasisOfNothingIsDropped() {
    assertThat(text("**{{ a }}**", "")).isEmpty();
    assertThat(text("x\n**{{ a }}**\n_{{ b }}_ y *{{ c }}*", "", "", "z"))
        .isEqualTo("x\n\n__ y *z*");
    assertThat(text("see ~~{{ a }}~~ and **{{ b }}**!", "", " ")).isEqualTo("see  and !");
  }

  @Test
  void anAddressInALinkIsEncoded() {
    assertThat(text("[{{ a }}]({{ b }})", "a [b]", "https://x.example/a_(b)?c=1&d"))
        .isEqualTo("[a \\[b\\]](https://x.example/a_%28b%29?c=1&d)");
    assertThat(text("[x](https://x.example/{{ a }}/{{ b }})", "a b", "c)d"))
        .isEqualTo("[x](https://x.example/a%20b/c%29d)");
    assertThat(text("https://x.example/{{ a }}, {{ b }}", "a b", "_c_"))
        .isEqualTo("https://x.example/a%20b, \\_c\\_");
    assertThat(text("{{ a }}/commit/{{ b }} {{ a }}", "https://x.example/r", "c d"))
        .isEqualTo("https://x.example/r/commit/c%20d <https://x.example/r>");
    assertThat(text("<{{ a }}>", "https://x.example/a_b")).isEqualTo("<https://x.example/a_b>");
  }

  @Test
  void aLinkToNoAddressIsItsLabel() {
    assertThat(text("see [**{{ a }}**]({{ b }}).", "x")).isEqualTo("see **x**.");
    assertThat(text("[{{ a }}]({{ b }})", "x", "javascript:alert(1)")).isEqualTo("x");
    assertThat(text("![{{ a }}]({{ b }})", "x", "/relative")).isEqualTo("x");
    assertThat(text("[{{ c }}]({{ b }})", "x", "https://x.example"))
        .isEqualTo("<https://x.example>");
    assertThat(text("<{{ a }}>", "x")).isEqualTo("x");
  }

  @Test
  void aValueKeepsItsLinesInTheQuoteOrTheItemWhereItStarts() {
    assertThat(text("{{ a }}", "x\ny\r\n\n\n  z")).isEqualTo("x\ny\n\nz");
    assertThat(text("> {{ a }}\nend", "x\n\ny")).isEqualTo("> x\n>\n> y\nend");
    assertThat(text("- {{ a }}\n- b", "x\n- y")).isEqualTo("- x\n  \\- y\n- b");
    assertThat(text("1. **{{ a }}**\n2. b", "x\ny")).isEqualTo("1. **x y**\n2. b");
    assertThat(text("> - a: {{ a }}", "x\ny")).isEqualTo("> - a: x\n>   y");
    assertThat(text("# {{ a }}\nb", "x\ny")).isEqualTo("# x y\nb");
    assertThat(text("| {{ a }} | {{ b }} |", "x\ny", "c|d")).isEqualTo("| x y | c\\|d |");
  }

  @Test
  void aReaderSeesTheValue() {
    String value = "# 1. *a* `b` _c_ [d](e) <f> \\g &amp; | h";

    assertThat(SHOWN.text(text("{{ a }}", value))).isEqualTo(value.replace("&amp;", "&amp;"));
  }
}
