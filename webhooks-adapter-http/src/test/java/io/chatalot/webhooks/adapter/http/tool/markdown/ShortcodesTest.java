package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortcodesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          :white_check_mark: done :tada: ║ ✅ done 🎉
          :+1: :-1: :thumbsup: :100: ║ 👍 👎 👍 💯
          :+1::skin-tone-3: ║ 👍🏼
          :thumbsup::skin-tone-6: ║ 👍🏿
          :wave_tone1: :wave_tone5: ║ 👋🏻 👋🏿
          :+1_medium_dark_skin_tone: ║ 👍🏾
          :handshake::skin-tone-2-3: ║ 🫱🏻‍🫲🏼
          :tada::skin-tone-3: ║ 🎉
          :tada::rocket::partyparrot: ║ 🎉🚀:partyparrot:
          (:x:), :x:. "*:x:*" :x:/:o: ║ (❌), ❌. "*❌*" ❌/⭕
          Status::x: ║ Status::x:
          :warning:: careful ║ ⚠️: careful
          **:x::** a :x:: ║ **:x::** a ❌:
          完了https://a.example/:x: :x: ║ 完了https://a.example/:x: ❌
          (www.a.example/:x:). :x: ║ (www.a.example/:x:). ❌
          *Status*::x: ║ *Status*:❌
          Status:white_check_mark:ok ║ Status✅ok
          完了:tada:完了 ║ 完了🎉完了
          :flag-de: :de: :information_source: :heavy_check_mark: ║ 🇩🇪 🇩🇪 ℹ️ ✔️
          :umbrella: ║ ☂️
          """)
  void aNameOfSlackMattermostOrGitHubIsAnEmoji(String text, String shown) {
    assertThat(Shortcodes.inText(text)).isEqualTo(shown);
    assertThat(Shortcodes.inMarkdown(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":partyparrot:",
        ":octocat:",
        ":TADA:",
        ":tada",
        "tada:",
        ": tada :",
        "::",
        "10:30:45",
        "1:100:2",
        "a:b:c",
        "arn:aws:iam::1:key:x",
        "fe80::1:a:b",
        "std::key::map",
        "foo::key: bar",
        "{\"a\":1,\"b\":2}",
        "https://a.example/:tada:/b",
        "see http://a.example:80:x:",
        "www.a.example/:x:/y ftp://a.example/:x:/",
        "WWW.a.example/:x:, git+ssh://a.example/:x:/b",
        "\\:tada:",
      })
  void otherTextStays(String text) {
    assertThat(Shortcodes.inText(text)).isEqualTo(text);
    assertThat(Shortcodes.inMarkdown(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`:x:` ``a ` :x:``",
        "```\n:x:\n```",
        "~~~ :x:\n:x:\n~~~",
        "a\n\n    :x:",
        "- a\n\n      :x:",
        "> ```\n> :x:\n> ```",
        "<https://a.example/:x:>",
        "[a](https://a.example/:x: \":x:\")",
        "[`:x:`](https://a.example/:x:)",
        "<b title=\":x:\">"
      })
  void codeAndAddressesOfMarkdownStay(String markdown) {
    assertThat(Shortcodes.inMarkdown(markdown)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      textBlock =
          """
          [:x: a](https://a.example/:x:) :x: ║ [❌ a](https://a.example/:x:) ❌
          **:x: `:x:`** ~~:x:~~ ║ **❌ `:x:`** ~~❌~~
          [a :x:][b] ║ [a ❌][b]
          """)
  void theProseOfMarkdownHasEmoji(String markdown, String shown) {
    assertThat(Shortcodes.inMarkdown(markdown)).isEqualTo(shown);
  }

  @Test
  void aNameHasAnEmojiWithoutItsColons() {
    assertThat(Shortcodes.named("tada")).contains("🎉");
    assertThat(Shortcodes.named("+1::skin-tone-2")).contains("👍🏻");
    assertThat(Shortcodes.named("partyparrot")).isEmpty();
    assertThat(Shortcodes.named("a b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "::",
        ":x",
        ":x:",
        ":tada::",
        ":tone_",
        ":a_tone1",
        "a:b:c",
        "`:x:",
        "http://:x:",
        "www.:x:",
        "a+://"
      })
  void hostileTextIsReadAtOnce(String part) {
    String text = part.repeat(1_000_000 / part.length());
    assertThat(Shortcodes.inText(text)).isNotEmpty();
  }
}
