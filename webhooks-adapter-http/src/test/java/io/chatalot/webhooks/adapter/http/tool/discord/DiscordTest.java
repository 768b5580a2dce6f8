package io.chatalot.webhooks.adapter.http.tool.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of(
            "an alert of Alertmanager",
            """
            {"content":"","embeds":[{"title":"[FIRING:1] DiskFull (db1 critical)",
              "description":"**Firing**\\n\\nLabels:\\n - alertname = DiskFull\\n",
              "color":16711680}],"username":"Alertmanager"}
            """,
            """
            🔴 **\\[FIRING:1\\] DiskFull (db1 critical)**

            **Firing**

            Labels:
             - alertname = DiskFull\
            """),
        Arguments.of(
            "a push from Gitea",
            """
            {"username":"Gitea","avatar_url":"","tts":false,"embeds":[{"title":"[org/app:main] 1 new commit",
              "description":"[1f0c2d3](https://git.example/org/app/commit/1f0c2d3) Fix the *build*\\n - owner",
              "url":"https://git.example/org/app/compare/a...b","color":3447003,
              "author":{"name":"owner","url":"https://git.example/owner","icon_url":"https://git.example/a.png"},
              "footer":{"text":""},"fields":null}]}
            """,
            """
            [owner](https://git.example/owner)
            🔵 **[\\[org/app:main\\] 1 new commit](https://git.example/org/app/compare/a...b)**

            [1f0c2d3](https://git.example/org/app/commit/1f0c2d3) Fix the *build*
             - owner\
            """),
        Arguments.of(
            "a service that is down, from Uptime Kuma",
            """
            {"username":"Uptime Kuma","embeds":[{"title":"❌ Your service Shop went down. ❌","color":16711680,
              "timestamp":"2026-05-01T12:00:00.000Z","fields":[
                {"name":"Service Name","value":"Shop"},
                {"name":"Service URL","value":"https://shop.example"},
                {"name":"Went Offline","value":"<t:1777636800:F>"},
                {"name":"Error","value":null}, {"name":"Ping"}]}]}
            """,
            """
            **❌ Your service Shop went down. ❌**

            - **Service Name:** Shop
            - **Service URL:** https://shop.example
            - **Went Offline:** 2026-05-01 12:00 UTC
            - **Error**
            - **Ping**

            2026-05-01 12:00 UTC\
            """),
        Arguments.of(
            "all that a card can have, in two cards",
            """
            {"content":"Deployed","embeds":[
              {"title":"Build **142** <:ok:123>","author":{"name":"CI"},
               "fields":[{"name":"Log:","value":"a\\nb","inline":true},{"name":"\\u200b","value":"\\u200b"},
                         {"name":"\\u200b","value":"alone"}],
               "image":{"url":"https://a.example/i.png"},"thumbnail":{"url":"https://a.example/t.png"},
               "footer":{"text":"sent by *CI*","icon_url":"https://a.example/f.png"},"timestamp":"not a time"},
              {"description":"second"}, null, 7]}
            """,
            """
            Deployed

            CI
            **Build 142 :ok:**

            - **Log:**
              a
              b
            - alone

            [Image](https://a.example/i.png) · [Thumbnail](https://a.example/t.png)

            sent by \\*CI\\* · not a time

            second\
            """),
        Arguments.of(
            "times of every form",
            """
            {"embeds":[{"title":"Down","timestamp":"2024-05-01T10:00:00.123456"},
              {"title":"Up","timestamp":"2024-05-01T10:05:00+0000"},
              {"footer":{"text":"**CI** || __x__"},"timestamp":1714557600.25}]}
            """,
            """
            **Down**

            2024-05-01 10:00 UTC

            **Up**

            2024-05-01 10:05 UTC

            \\*\\*CI\\*\\* || \\_\\_x\\_\\_ · 2024-05-01 10:00 UTC\
            """),
        Arguments.of(
            "a footer of several lines",
            """
            {"embeds":[{"title":"Load","footer":{"text":"Event ID: 42\\n\\n- tag\\r\\nlast"},"timestamp":"2024-05-01T10:00:00Z"}]}
            """,
            """
            **Load**

            Event ID: 42
            \\- tag
            last · 2024-05-01 10:00 UTC\
            """),
        Arguments.of(
            "numbers",
            """
            {"embeds":[{"color":1.671168E7,"title":12345678.5,"fields":[{"name":"n","value":123456789012},
              {"name":"f","value":12345678.25},{"name":"v","value":"# a"},{"name":"l","value":"> a\\nb"}]}]}
            """,
            """
            🔴 **12345678.5**

            - **n:** 123456789012
            - **f:** 12345678.25
            - **v:**
              # a
            - **l:**
              > a
             \s
              b\
            """),
        Arguments.of(
            "colours",
            """
            {"embeds":[{"title":"Build failed","color":15158332},{"title":"✅ Build passed","color":3066993},
              {"title":"**Slow** || late","color":"16776960"},{"title":"No colour","color":0},
              {"author":{"name":"CI"},"description":"a","color":3447003},
              {"description":"Only *text*","color":15105570},{"description":"- item","color":8421504}]}
            """,
            """
            🔴 **Build failed**

            **✅ Build passed**

            🟡 **Slow || late**

            **No colour**

            🔵 CI

            a

            🟠 Only *text*

            ⚪

            - item\
            """),
        Arguments.of(
            "members of every wrong type",
            """
            {"content":null,"username":7,"avatar_url":{},"embeds":[{"title":["x"],"url":1,"description":5,
              "author":"x","fields":{"name":"x"},"image":"https://a.example/i.png","footer":[1],"timestamp":null}]}
            """,
            "5"),
        Arguments.of(
            "links that nobody may open",
            """
            {"embeds":[{"title":"Click","url":"javascript:alert(1)","image":{"url":"attachment://a.png"},
              "author":{"name":"]( https://evil.example )","url":"https://a.example/)["}}]}
            """,
            """
            [\\]( https://evil.example )](https://a.example/%29[)
            **Click**\
            """),
        Arguments.of(
            "what components say",
            """
            {"flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"# Report"},
              {"type":9,"components":[{"type":10,"content":"All *green*"}],
               "accessory":{"type":2,"style":5,"label":"Open","url":"https://ci.example"}},
              {"type":12,"items":[{"media":{"url":"https://a.example/g.png"},"description":null}]}]}]}
            """,
            """
            # Report

            All *green*

            [Open](https://ci.example)

            [Image](https://a.example/g.png)\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void whatSendersSendReadsWell(String what, String payload, String markdown) {
    assertThat(read(payload).content().value()).isEqualTo(markdown);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("**bold** *it* __under__ ~~no~~ [a](https://a.example)", null),
        Arguments.of("# Title\n> quote\n- one\n1. two", null),
        Arguments.of("<@1> <@!2> <@&3> in <#4>: </run now:5>", "@1 @2 @3 in #4: /run now"),
        Arguments.of("<:ok:1> <a:party_cat:2>", ":ok: :party_cat:"),
        Arguments.of(
            "<t:0> <t:0:R> <t:0:t> <t:59:T> <t:0:D>",
            "1970-01-01 00:00 UTC 1970-01-01 00:00 UTC 00:00 UTC 00:00:59 UTC 1970-01-01"),
        Arguments.of("<t:9999999999999> <@x> <https://a.example> 1 < 2", null),
        Arguments.of(
            "It was ||the butler <@1>||, a || b or c || d",
            "It was the butler @1, a || b or c || d"),
        Arguments.of("done\n-# in 3 s", "done\nin 3 s"),
        Arguments.of(
            "He said\n>>> one\n-# two <@1>\n>>> three", "He said\n> one\n> two @1\n> \\>>> three"),
        Arguments.of("[INFO]: up\n- [x]: y\n> [z]: a", "\\[INFO]: up\n- \\[x]: y\n> \\[z]: a"),
        Arguments.of("Title\n-----\n===\n\n---", "Title\n\\-----\n\\===\n\n\\---"),
        Arguments.of("~~~\nnot code", "\\~~~\nnot code"),
        Arguments.of("\\<@1> \\`<@1>\\`", "\\<@1> \\`@1\\`"),
        Arguments.of("`<@1> ||a||` and ``b ` <#2>``", null),
        Arguments.of("```js\n<@1> ||x||\n```", null),
        Arguments.of("```\na\n```\nb ```<@1>``` c", null),
        Arguments.of("Log: ```js\n<@1>``` end", "Log: \n```js\n<@1>\n```\n end"),
        Arguments.of("```{\"a\":\n1}```", "```\n{\"a\":\n1}\n```"),
        Arguments.of("```\nopen <@1>", "```\nopen <@1>\n```"),
        Arguments.of("type ``` to start <@1>", "type \\`\\`\\` to start @1"),
        Arguments.of("> ```\n> a\n> ```", null),
        Arguments.of("- a\n  ```\n  b\n  ```\n- c", null),
        Arguments.of("- a\n\n  ```js\n  b\n\n  c\n  ```\n\nd", null),
        Arguments.of("- a\n  ```\nb\n```\nc", "- a\n  ```\n  b\n  ```\nc"),
        Arguments.of("   ```\na\n    ```", "```\na\n```"),
        Arguments.of("a\r\nb", "a\nb"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void discordsMarkdownBecomesOurs(String discord, String markdown) {
    JsonNode payload = MAPPER.createObjectNode().put("content", discord);
    assertThat(Discord.read(payload).content().value())
        .isEqualTo(markdown == null ? discord : markdown);
  }

  @Test
  void aNameAndAnAvatarAreTakenIfTheyCanBe() {
    Command taken =
        read("{\"content\":\"x\",\"username\":\"Bot\",\"avatar_url\":\"https://a.example/b.png\"}");
    assertThat(taken.username()).contains(new DisplayName("Bot"));
    assertThat(taken.avatarUrl()).contains(new AvatarUrl("https://a.example/b.png"));

    Command unusable =
        read(
            String.format(
                Locale.ROOT,
                "{\"content\":\"x\",\"username\":\"%s\",\"avatar_url\":\"ftp://a\"}",
                "x".repeat(65)));
    assertThat(unusable.username()).isEmpty();
    assertThat(unusable.avatarUrl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"content\":\"\\u200b\"}",
        "{\"embeds\":[{\"color\":1,\"fields\":[{}]}]}",
        "{\"embeds\":[{\"image\":{\"url\":\"attachment://a.png\"}}]}",
        "{\"poll\":{\"question\":{\"text\":\"x\"}}}",
        "[]",
        "7"
      })
  void aPayloadThatSaysNothingIsRefused(String payload) {
    assertThatThrownBy(() -> read(payload)).isInstanceOf(WebhookException.class);
  }

  @Test
  void whatIsTooLongIsCut() {
    JsonNode payload = MAPPER.createObjectNode().put("content", "word <@1> ".repeat(25_000));
    String content = Discord.read(payload).content().value();
    assertThat(content.codePointCount(0, content.length())).isBetween(3_900, 4_000);
    assertThat(content).startsWith("word @1 word").endsWith("…");
  }

  private static Command read(String payload) {
    try {
      return Discord.read(MAPPER.readTree(payload));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
