package io.chatalot.webhooks.adapter.http.tool.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML that readers see of Discord's Markdown. */
class DiscordMarkdownTest {
  private final Shown shown = new Shown();

  /** Each text is shown with all its characters, as Discord shows it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ">50% full",
        ">",
        "a\n>b",
        "+ added\n+ more",
        "1) one\n2) two",
        "#### four",
        "#",
        "#1 first",
        "# # twice",
        "-",
        "*",
        "1.",
        "----",
        "a\n---",
        "a\n===",
        "***",
        "* * *",
        "- - -",
        "- --",
        "____",
        "a\n____",
        "~~~\na\n~~~",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "a | b\n--- | ---",
        "[a]: b\n[a]",
        "&lt;b&gt; &#35; &amp;amp;",
        "<b>not bold</b> <!-- seen -->",
        "C:\\\nback",
        "![a",
        "-\ttab",
        "x\n    four\n\n    five",
        "\ta tab",
        "a ** b",
        "snake__case__name",
        "-#no space",
        "`open",
        "a || b || c"
      })
  void allThatIsNoMarkupIsShown(String text) {
    String html = shown.html(DiscordMarkdown.text(text));
    assertThat(html).doesNotContain("<h", "<ul", "<ol", "<pre", "<blockquote", "<table", "<strong");
    assertThat(html).doesNotContain("<code", "<em", "<a ");
    assertThat(shown.text(DiscordMarkdown.text(text)).replace('\u00a0', ' '))
        .isEqualToIgnoringWhitespace(text);
  }

  static Stream<Arguments> blocks() {
    return Stream.of(
        Arguments.of(
            "> is this right?\nYes, merged.",
            "<blockquote><p>is this right?</p></blockquote><p>Yes, merged.</p>"),
        Arguments.of("> a\n> b\nc", "<blockquote><p>a<br />b</p></blockquote><p>c</p>"),
        Arguments.of(" > a\nb", "<blockquote><p>a</p></blockquote><p>b</p>"),
        Arguments.of("a\n> b\n>c", "<p>a</p><blockquote><p>b</p></blockquote><p>&gt;c</p>"),
        Arguments.of(
            "> a\n-# b\n> c",
            "<blockquote><p>a</p></blockquote><p>b</p><blockquote><p>c</p></blockquote>"),
        Arguments.of("> a\n# b", "<blockquote><p>a</p></blockquote><h1>b</h1>"),
        Arguments.of(
            "> a\n2. b", "<blockquote><p>a</p></blockquote><ol start=\"2\"><li>b</li></ol>"),
        Arguments.of("> - a\n> b", "<blockquote><ul><li>a</li></ul><p>b</p></blockquote>"),
        Arguments.of("> > a\nb", "<blockquote><p>&gt; a</p></blockquote><p>b</p>"),
        Arguments.of(
            "> a\n>>> b\nc",
            "<blockquote><p>a</p></blockquote><blockquote><p>b<br />c</p></blockquote>"),
        Arguments.of(
            "> ```\n> x\n> ```\ny", "<blockquote><pre><code>x</code></pre></blockquote><p>y</p>"),
        Arguments.of(
            "- a.txt\n- b.txt\nTotal: 2", "<ul><li>a.txt</li><li>b.txt</li></ul><p>Total: 2</p>"),
        Arguments.of("1. a\nb", "<ol><li>a</li></ol><p>b</p>"),
        Arguments.of("* a\n-# b", "<ul><li>a</li></ul><p>b</p>"),
        Arguments.of("- a\n  b\nc", "<ul><li>a<br />b</li></ul><p>c</p>"),
        Arguments.of("- a\n> b", "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>"),
        Arguments.of("- a\n```\nb\n```\nc", "<ul><li>a</li></ul><pre><code>b</code></pre><p>c</p>"),
        Arguments.of("- a\n  - b\nc", "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>"),
        Arguments.of(
            "1. a\n  - b\n  - c\n2. d",
            "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"),
        Arguments.of("1. a\n  b\n2. c", "<ol><li>a<br />b</li><li>c</li></ol>"),
        Arguments.of(
            "10. a\n - b\n11. c", "<ol start=\"10\"><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        Arguments.of("a\n3. b\n4. c", "<p>a</p><ol start=\"3\"><li>b</li><li>c</li></ol>"),
        Arguments.of("- a\n2. b", "<ul><li>a</li></ul><ol start=\"2\"><li>b</li></ol>"),
        Arguments.of("-      a", "<ul><li>a</li></ul>"),
        Arguments.of("     - a", "<ul><li>a</li></ul>"),
        Arguments.of("- + a", "<ul><li>+ a</li></ul>"),
        Arguments.of(
            "- ```\n  a\n  ```\n- b", "<ul><li><pre><code>a</code></pre></li><li>b</li></ul>"),
        Arguments.of("  ### a\nb", "<h3>a</h3><p>b</p>"),
        Arguments.of("a\n\n> b\n\nc", "<p>a</p><blockquote><p>b</p></blockquote><p>c</p>"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aBlockEndsWhereItEndsOnDiscord(String text, String html) {
    assertThat(shown.html(DiscordMarkdown.text(text)).replaceAll("(?<!br />)\\n|(?<=br />)\\n", ""))
        .isEqualTo(html);
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of("**Name: **Bob", "<strong>Name:</strong> Bob"),
        Arguments.of("**Status:**up", "<strong>Status:</strong> up"),
        Arguments.of("** a **", "<strong>a</strong>"),
        Arguments.of("a**(b)**", "a <strong>(b)</strong>"),
        Arguments.of("**`x`**y", "<strong><code>x</code></strong> y"),
        Arguments.of("__ a __", "<strong>a</strong>"),
        Arguments.of("***a***", "<em><strong>a</strong></em>"),
        Arguments.of("\\*\\*a: **b", "**a: **b"),
        Arguments.of("`**a: **`b", "<code>**a: **</code>b"),
        Arguments.of("`a\n+ b`", "<code>a + b</code>"),
        Arguments.of("||a\nb||", "a<br />b"),
        Arguments.of(
            "![a](https://a.example)",
            "!<a href=\"https://a.example\" rel=\"nofollow noopener noreferrer\">a</a>"),
        Arguments.of(
            "https://a.example/?a=1&amp;b=__x__",
            "<a href=\"https://a.example/?a=1&amp;b=__x__\""
                + " rel=\"nofollow noopener noreferrer\">https://a.example/?a=1&amp;b=__x__</a>"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void wordsHaveTheStylesOfDiscord(String text, String html) {
    assertThat(shown.html(DiscordMarkdown.text(text)).replaceAll("\\n", ""))
        .isEqualTo("<p>" + html + "</p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"||```\na\n```||", "- a\n      ```\n      a\n      ```"})
  void aFenceStaysCode(String text) {
    assertThat(shown.html(DiscordMarkdown.text(text))).contains("<pre><code>a\n</code></pre>");
  }
}
