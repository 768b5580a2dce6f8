package io.chatalot.webhooks.adapter.http.tool.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Markdown of comments stays Markdown. */
class GitHubBodyTest {
  private final Shown shown = new Shown();

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("**Bold**, *it*, `code`, [link](https://a.example), @mod, #12", null),
        Arguments.of("- a\r\n- b\r\n  - c\r\n\r\n1. d", "- a\n- b\n  - c\n\n1. d"),
        Arguments.of("> You said\n\nI say", null),
        Arguments.of("text\n\n    indented <br> <div>x</div> code\n\n    <!-- b -->\n\nend", null),
        Arguments.of("- a\n\n      <b>x</b>\n\nb\n\n\t<br>", null),
        Arguments.of("<p>\n    <b>a</b>\n</p>", "**a**"),
        Arguments.of("<!-- a\n\n    b\n-->c", "c"),
        Arguments.of("```js\n<!-- kept --> <br> :tada:\n```", null),
        Arguments.of(
            "# Title\n\n| a | b |\n|---|---|\n| 1<br>2 | 3 |",
            "# Title\n\n| a | b |\n|---|---|\n| 1 2 | 3 |"),
        Arguments.of("![shot](https://a.example/i.png)", null),
        Arguments.of("Done :tada: `:tada:`", "Done 🎉 `:tada:`"),
        Arguments.of(
            "\n\n<!-- a\n\nb `x` -->\n\n\nSeen <!-- no -->here `<!-- code -->`",
            "Seen here `<!-- code -->`"),
        Arguments.of("a <!-- never closed\n\nb", "a"),
        Arguments.of(
            "<details><summary>The <b>log</b></summary>\n\n```\nx\n```\n\n</details>",
            "**The log**\n\n```\nx\n```"),
        Arguments.of("<b>a</b> <i> b </i>c <del>d</del> <kbd>e</kbd>", "**a**  *b* c ~~d~~ `e`"),
        Arguments.of("a<br>b<br/>c<hr>d", "a\nb\nc\n\n---\n\nd"),
        Arguments.of(
            "<a href=\"https://a.example/?a=1\" title='x'>the <b>site</b></a>",
            "[the **site**](https://a.example/?a=1)"),
        Arguments.of(
            "<a href='https://a.example'><img src=\"https://a.example/i.svg\" alt=\"status\"></a>",
            "[status](https://a.example)"),
        Arguments.of(
            "<img width=\"9\" src=https://a.example/i.png>", "[Image](https://a.example/i.png)"),
        Arguments.of("<a href=\"javascript:x\">a</a> <a name=\"b\">c</a>", "a c"),
        Arguments.of(
            "<p align=\"center\">a</p>b<ul><li>c</li><li>d</li></ul>", "a\n\nb\n\n- c\n- d"),
        Arguments.of("<pre><code>a\nb</code></pre>", "```\na\nb\n```"),
        Arguments.of("<h3>a</h3>b", "### a\n\nb"),
        Arguments.of("<table><tr><th>a</th><td>b</td></tr></table>", "a | b"),
        Arguments.of("List<String> and <https://a.example> and 1 < 2 > 0", null),
        Arguments.of("</b></a> <b>open <i>both", "open both"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void markdownStaysAndHtmlBecomesMarkdown(String body, String quoted) {
    String expected = quoted == null ? body : quoted;
    assertThat(GitHubBody.quoted(body).replaceAll("(?m)^> ?", "").strip()).isEqualTo(expected);
    assertThat(GitHubBody.quoted(body).lines()).allMatch(line -> line.startsWith(">"));
  }

  @Test
  void aCommentIsAQuotationAsAWhole() {
    assertThat(shown.html(GitHubBody.quoted("a\n\n- **b**\n\n```\nc\n```\n\n> d")))
        .isEqualTo(
            """
            <blockquote>
            <p>a</p>
            <ul>
            <li><strong>b</strong></li>
            </ul>
            <pre><code>c
            </code></pre>
            <blockquote>
            <p>d</p>
            </blockquote>
            </blockquote>
            """);
  }

  @Test
  void aLongCommentEndsWithAMarkAndItsMarkupIsClosed() {
    assertThat(GitHubBody.quoted("**" + "word ".repeat(400) + "end**"))
        .hasSizeBetween(900, 1_010)
        .endsWith("word**…");
    String code = GitHubBody.quoted("```\n" + "line\n".repeat(400) + "```");
    assertThat(code).hasSizeBetween(900, 1_500).endsWith("\n> line\n> ```\n>\n> …");
    assertThat(GitHubBody.quoted("a" + "<sub></sub>".repeat(2_000))).isEqualTo("> a\n>\n> …");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "<!-- only -->", "<br>", "\u200b", "<p></p>"})
  void aTextWithoutWordsIsNotQuoted(String body) {
    assertThat(GitHubBody.quoted(body)).isEmpty();
  }
}
