package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value of the payload is text wherever the author of the template puts it. */
class EscapingTest {
  private static final Shown SHOWN = new Shown();

  private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)[^>]*>");
  private static final Pattern OPEN_LINK = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>\\1</a>");

  /** Values that would be markup. */
  private static final List<String> MARKUP =
      List.of(
          "*a*",
          "**a**",
          "_a_",
          "__a__",
          "~~a~~",
          "`a`",
          "``a``",
          "# a",
          "###### a",
          "> a",
          "- a",
          "* a",
          "+ a",
          "1. a",
          "1) a",
          "---",
          "***",
          "___",
          "===",
          "a\n===",
          "a\n---",
          "```",
          "```\na\n```",
          "~~~\na\n~~~",
          "    a",
          "\ta",
          "a\n\n    b",
          "[a](https://x.example)",
          "![a](https://x.example/i.png)",
          "[a]: https://x.example",
          "<b>a</b>",
          "<https://x.example>a",
          "&lt;b&gt;",
          "&amp;",
          "a\\",
          "\\*a\\*",
          "a | b\n--- | ---\nc | d",
          "|a|b|",
          "a  \nb",
          "a\\\nb",
          "*",
          "_",
          "`",
          "~",
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          "!",
          "&",
          "|",
          "#",
          "+",
          "-",
          "=",
          "\\",
          "1.",
          "a`",
          "`a",
          "a]",
          "[a",
          "](https://x.example)",
          ")](https://x.example)",
          "a\n\n# b",
          "a\n> b",
          "a\n- b\n- c",
          "{{ a }}",
          "{% if %}",
          "a\r\n# b",
          "a\rb",
          "*a",
          "a*",
          "_a",
          "a_",
          "**",
          ". a",
          ") a",
          "--",
          "==",
          "-",
          "+ a",
          "-|-",
          ":-",
          "|-|",
          "a\u2028# b");

  /** Templates with a value in the middle; all their markup is in the first list below. */
  private static final List<String> TEMPLATES =
      List.of(
          "{{ v }}",
          "a {{ v }} b",
          "{{ v }} b",
          "a {{ v }}",
          "a\n{{ v }}\nb",
          "a\n\n{{ v }}\n\nb",
          "x{{ v }}y",
          "- {{ v }}\n- b",
          "1. {{ v }}\n2. b",
          "> {{ v }}\n> b",
          "> - {{ v }}",
          "1. ".repeat(18) + "> {{- v }}",
          "> ".repeat(21) + "12. {{ v }}",
          "# {{ v }}",
          "## {{ v }}\ntext",
          "**{{ v }}**",
          "*{{ v }}*",
          "_{{ v }}_",
          "~~{{ v }}~~",
          "`{{ v }}`",
          "a `b {{ v }} c` d",
          "``{{ v }}``",
          "a ` {{ v }}",
          "a ` {{ v }} `` b",
          "```\n{{ v }}\n```",
          "```{{ v }}\nx\n```",
          "~~~\na {{ v }}\n~~~\nb",
          "> ```\n> {{ v }}\n> ```\n{{ v }}",
          "- ```\n  {{ v }}\n  ```\n- b",
          "- ```\n{{ v }}\n```",
          "text\n```\n{{ v }}",
          "text\n    ```\n{{ v }}\n",
          "[{{ v }}](https://a.example)",
          "[a](https://a.example/{{ v }})",
          "[a]({{ v }})",
          "![{{ v }}](https://a.example)",
          "<{{ v }}>",
          "<https://a.example/{{ v }}>",
          "https://a.example/{{ v }}",
          "https://a.example/{{ v }} and {{ v }}",
          "| a | {{ v }} |\n|---|---|\n| b | {{ v }} |",
          "a ` b\nc ` {{ v }} ` d",
          "- a ` b\n- {{ v }} ` c",
          "<a href=\"`\"> {{ v }} `",
          "| ` | {{ v }} | ` |\n|---|---|---|\n| ` | {{ v }} | ` |",
          "[a {{ v }}",
          "a {{ v }}](https://a.example)",
          "{{ v }}{{ v }}",
          "{{ v }} {{ v }}",
          "{{ v }}\n{{ v }}",
          "{{ v }}\n\n{{ v }}",
          "{{ missing }}{{ v }}",
          "{{ missing }} {{ v }}",
          "{{ v }}: {{ v }}",
          "({{ v }})",
          "[{{ v }}]",
          "\\{{ v }}",
          "!{{ v }}",
          "!{{ v }}[b](https://a.example)",
          "&{{ v }};",
          "{{ v }}. a",
          "{{ v }}) a",
          "{{ v }}\n===",
          "1{{ v }}",
          "-{{ v }}",
          "a\n={{ v }}",
          "a\n-{{ v }}",
          "#{{ v }}",
          "> 1{{ v }}",
          "{{ 1 }}{{ v }}",
          "+{{ v }}",
          "*{{ v }}",
          "|{{ v }}\n|{{ v }}",
          "a|b\n-|{{ v }}",
          "{{ missing }}```\n```\n{{ v }}",
          "``{{ missing }}`\nx\n```\n{{ v }}",
          "1. ```\n   x\n   ```\n{{ v }}",
          "+ ```\n  x\n  ```\n{{ v }}",
          "> - ```\n>   x\n>   ```\n> {{ v }}",
          "> ```\n> > ```\n> ```\n{{ v }}",
          "   ```\nx\n     ```\n{{ v }}\n```\n{{ v }}",
          "`{{ missing }}` ```\n```\n{{ v }}",
          "[{{ missing }}]({{ missing }}) ```\n```\n{{ v }}",
          "[`](a)``\n{{ v }}\n```\n{{ v }}",
          "a\n    ```\n{{ v }}",
          "- a\n\n      ```\n{{ v }}",
          "https://{{ v }}",
          "https://a.example/x](]({{ v }}",
          "```\n{{ v }}",
          "> ```\n{{ v }}\n> ```\n> {{ v }}",
          "```x `\n{{ v }}",
          "~~~ ` {{ v }}\n{{ v }}\n~~~\n{{ v }}",
          "*{{ missing }} ```\nx\n```\n{{ v }}",
          "**{{ missing }}** ```\nx\n```\n{{ v }}",
          "**{{ missing }}**```\nx\n```\n{{ v }}",
          "_{{ missing }}_ ```\n```\n{{ v }}",
          "~~{{ missing }}~~~\nx\n~~~\n{{ v }}",
          "**{{ missing }}**\n{{ v }}",
          "a **{{ missing }}** {{ v }}",
          "1. ".repeat(60) + "x\n\n```{{ v }}\n{{ v }}",
          ">".repeat(60) + "x\n```\n{{ v }}",
          "| a |\n|---|\n```x|\n{{ v }}\n```\n{{ v }}",
          "> | a |\n> |---|\n> ~~~ x |\n> {{ v }}\n> ~~~\n{{ v }}",
          "```x|\n{{ v }}\n```\n{{ v }}",
          "{{ v }}\n---");

  static Stream<String> templates() {
    return TEMPLATES.stream();
  }

  /** The tags that a harmless value gives are all that any value gives. */
  @ParameterizedTest
  @MethodSource("templates")
  void aValueMakesNoMarkup(String template) {
    List<String> wrong = new ArrayList<>();
    for (String value : MARKUP) {
      String html = html(template, value);
      String harmless = html(template, likeIt(value));
      if (!tags(html).equals(tags(harmless))) {
        wrong.add(
            value
                + "\n->\n"
                + Rendering.rendered(template, Map.of("v", value)).text()
                + "\n->\n"
                + html
                + "\nnot\n"
                + harmless);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A text of as many lines, which is no markup. */
  private static String likeIt(String value) {
    return value.isBlank() ? value : value.replaceAll("[^\\s]+", "word").replaceAll("[ \\t]+", " ");
  }

  private static String html(String template, String value) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("v", value);
    String text = Rendering.rendered(template, payload).text();
    return text.isBlank() ? "" : SHOWN.html(text);
  }

  /** The tags but for links that show their own addresses. */
  private static String tags(String html) {
    var tags = new StringBuilder();
    Matcher tag = TAG.matcher(OPEN_LINK.matcher(html).replaceAll("$1"));
    while (tag.find()) {
      tags.append(tag.group(1)).append(' ');
    }
    return tags.toString();
  }
}
