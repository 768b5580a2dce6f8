package io.chatalot.webhooks.adapter.http.tool.mattermost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.WebhookException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MattermostTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          **bold** _it_ ~~x~~ [a](https://a.example) ║ **bold** _it_ ~~x~~ [a](https://a.example)
          # Title ║ # Title
          <https://a.example|a_b> and <https://b.example> ║ [a_b](https://a.example) and <https://b.example>
          <https://a.example|**b** c> <https://a.example|[d]> ║ [**b** c](https://a.example) [\\[d\\]](https://a.example)
          <!channel> <!here> <@U1|robin> ║ @channel @here @robin
          `<https://a.example|b>` `` ` <!here> `` ║ `<https://a.example|b>` `` ` <!here> ``
          :tada: **:x:** [:eyes: see](https://a.example/:x:) `:x:` ║ 🎉 **❌** [👀 see](https://a.example/:x:) `:x:`
          a &amp; b < c > d <b>x</b> ║ a &amp; b < c > d <b>x</b>
          """)
  void theTextIsMarkdownAlready(String text, String markdown) {
    assertThat(Mattermost.read(json(text)).content().value()).isEqualTo(markdown);
  }

  @Test
  void attachmentsAreSlacksInMarkdown() {
    Command command =
        Mattermost.read(
            parsed(
                """
                {"text":"","username":"ci","icon_url":"","channel":"town-square","props":{"card":"x"},
                 "attachments":[{"fallback":"f","color":"#FF8000","pretext":"**pre**","author_name":"robin","author_link":"https://a.example/r",
                  "title":"Report *1*","title_link":"https://a.example/1","text":"| a | b |\\n|---|---|\\n| 1 | 2 |",
                  "fields":[{"short":false,"title":"Suite","value":"`all`"},{"title":null,"value":null},{"title":"Took"}],
                  "image_url":"https://a.example/i.png"}]}
                """));
    assertThat(command.username()).contains(new DisplayName("ci"));
    assertThat(command.content().value())
        .isEqualTo(
            """
            **pre**

            [robin](https://a.example/r)

            🟠 **[Report \\*1\\*](https://a.example/1)**

            | a | b |
            |---|---|
            | 1 | 2 |

            - **Suite**: `all`
            - **Took**

            [Image](https://a.example/i.png)\
            """);
  }

  @Test
  void codeThatIsLeftOpenEndsWithItsPart() {
    String payload =
        """
        {"text":"```\\nopen","attachments":[{"text":"~~~\\nclosed\\n~~~","title":"Title"},
         {"text":"- ```\\n  in a list","footer":"end"}]}
        """;
    assertThat(Mattermost.read(parsed(payload)).content().value())
        .isEqualTo("```\nopen\n```\n\n**Title**\n\n~~~\nclosed\n~~~\n\n- ```\n  in a list\n\nend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"attachments\":[{\"color\":\"x\"}]}", "[]"})
  void whatSaysNothingIsRefused(String payload) {
    assertThat(catchThrowableOfType(WebhookException.class, () -> Mattermost.read(parsed(payload))))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"`", "` ", "``a`", "<", "<https://a.example|", "<!here>"})
  void howeverOftenItIsRepeatedItIsReadAtOnce(String part) {
    String text = part.repeat(250_000 / part.length());
    assertThat(Mattermost.read(json(text)).content().value()).endsWith("…");
  }

  private static JsonNode json(String text) {
    return new ObjectMapper().createObjectNode().put("text", text);
  }

  private static JsonNode parsed(String json) {
    return AnyPayload.of(json).orElseThrow();
  }
}
