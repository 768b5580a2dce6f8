package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @MethodSource
  void markdownBecomesHtml(String content, String html) {
    assertThat(html(content)).isEqualTo(html);
  }

  static Stream<Arguments> markdownBecomesHtml() {
    return Stream.of(
        Arguments.of("plain", "<p>plain</p>\n"),
        Arguments.of("*a* _b_", "<p><em>a</em> <em>b</em></p>\n"),
        Arguments.of("**a** __b__", "<p><strong>a</strong> <strong>b</strong></p>\n"),
        Arguments.of("~~gone~~", "<p><del>gone</del></p>\n"),
        Arguments.of("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        Arguments.of("# Title", "<h1>Title</h1>\n"),
        Arguments.of("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
        Arguments.of("a\n\n---\n", "<p>a</p>\n<hr />\n"),
        Arguments.of("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        Arguments.of("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        Arguments.of("> a\n> b", "<blockquote>\n<p>a<br />\nb</p>\n</blockquote>\n"),
        Arguments.of("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
        Arguments.of("    a & b", "<pre><code>a &amp; b\n</code></pre>\n"),
        Arguments.of(
            "```java\nint a;\n```", "<pre><code class=\"language-java\">int a;\n</code></pre>\n"));
  }

  @ParameterizedTest
  @MethodSource
  void aLineBreakStaysALineBreak(String content) {
    assertThat(html(content)).isEqualTo("<p>a<br />\nb</p>\n");
  }

  static Stream<String> aLineBreakStaysALineBreak() {
    return Stream.of("a\nb", "a\r\nb", "a\rb", "a  \nb", "a\\\nb");
  }

  @Test
  void aTableBecomesATable() {
    assertThat(html("|a|b|\n|:-|-:|\n|`x`|<i>|"))
        .isEqualTo(
            """
            <table>
            <thead>
            <tr>
            <th align="left">a</th>
            <th align="right">b</th>
            </tr>
            </thead>
            <tbody>
            <tr>
            <td align="left"><code>x</code></td>
            <td align="right">&lt;i&gt;</td>
            </tr>
            </tbody>
            </table>
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      textBlock =
          """
          |1|2|3|       ║ <td>1</td><td>2 | 3</td>
          1|2|3 | 4     ║ <td>1</td><td>2 | 3 | 4</td>
          | 1 \\| 2 | 3 | 4 | ║ <td>1 | 2</td><td>3 | 4</td>
          |1|2||3|      ║ <td>1</td><td>2 | |3</td>
          |1|2|*3*|     ║ <td>1</td><td>2 | *3*</td>
          |1|2|<b>|     ║ <td>1</td><td>2 | &lt;b&gt;</td>
          |1|2||        ║ <td>1</td><td>2</td>
          |1|2          ║ <td>1</td><td>2</td>
          |1            ║ <td>1</td><td></td>
          """)
  void cellsBeyondTheHeadOfATableAreShownInTheLastOne(String row, String cells) {
    for (String before : new String[] {"", "> ", "- x\n\n  "}) {
      String lines = before + "|a|b|\n|-|-|\n" + row;
      String table = before.startsWith(">") ? lines.replace("\n", "\n> ") : lines;
      String indented = before.startsWith("-") ? table.replace("\n|", "\n  |") : table;
      assertThat(html(indented).replace("\n", "")).contains("<tr>" + cells + "</tr>");
    }
  }

  @ParameterizedTest
  @MethodSource
  void rawHtmlIsEscaped(String content, String html) {
    assertThat(html(content)).isEqualTo(html);
  }

  static Stream<Arguments> rawHtmlIsEscaped() {
    return Stream.of(
        Arguments.of("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        Arguments.of(
            "a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n"),
        Arguments.of("<!-- a -->", "<p>&lt;!-- a --&gt;</p>\n"),
        Arguments.of("<?php ?>", "<p>&lt;?php ?&gt;</p>\n"),
        Arguments.of("<![CDATA[x]]>", "<p>&lt;![CDATA[x]]&gt;</p>\n"),
        Arguments.of("&lt;b&gt; &#60;b> \\<b>", "<p>&lt;b&gt; &lt;b&gt; &lt;b&gt;</p>\n"),
        Arguments.of("\"'&", "<p>&quot;'&amp;</p>\n"),
        Arguments.of("**<b>**", "<p><strong>&lt;b&gt;</strong></p>\n"),
        Arguments.of("# <b>", "<h1>&lt;b&gt;</h1>\n"));
  }

  @Test
  void linesAndMarkdownWithinRawHtmlAreNotLost() {
    assertThat(html("<div>\n**done**\n</div>"))
        .isEqualTo("<p>&lt;div&gt;<br />\n<strong>done</strong><br />\n&lt;/div&gt;</p>\n");
  }

  @Test
  void theLanguageOfACodeBlockCannotLeaveItsAttribute() {
    assertThat(html("```a\"><script>&\nx\n```"))
        .isEqualTo(
            "<pre><code class=\"language-a&quot;&gt;&lt;script&gt;&amp;\">x\n</code></pre>\n");
    assertThat(html("~~~&quot;onclick=x onclick=y\nx\n~~~"))
        .isEqualTo(
            "<pre><code class=\"language-&quot;onclick=x\">&quot;onclick=x onclick=y\n"
                + "x\n"
                + "</code></pre>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2~rc1 to 1.2~rc2",
        "~a~",
        "cp ~/a ~/b",
        "~5 of ~10",
        "a~b~c",
        "HEAD~1 HEAD~2",
        "a ~ b ~ c",
        "~~~x~~~y"
      })
  void singleTildesStrikeNothingOut(String content) {
    assertThat(html("x " + content)).isEqualTo("<p>x " + content + "</p>\n");
  }

  @Test
  void aTextThatBeginsOnTheLineOfAFenceIsShown() {
    assertThat(html("```Build failed on main\nstep <3>```"))
        .isEqualTo(
            "<pre><code class=\"language-Build\">Build failed on main\n"
                + "step &lt;3&gt;```\n"
                + "</code></pre>\n");
    assertThat(html("~~~ Build finished ~~~\nall good")).contains("Build finished ~~~\nall good");
    assertThat(html("log\n\n```failed\n```")).contains("failed\n</code>");
    assertThat(html("- ```a b\n  c\n  ```")).contains(">a b\nc\n</code>");
    assertThat(html("```c++\nx\n```"))
        .isEqualTo("<pre><code class=\"language-c++\">x\n</code></pre>\n");
  }

  @Test
  void linesOfHtmlStayLines() {
    assertThat(html("a <b\nc='d'> <!-- e\n\tf -->"))
        .isEqualTo("<p>a &lt;b<br />\nc='d'&gt; &lt;!-- e<br />\nf --&gt;</p>\n");
  }

  @Test
  void emojiAndRightToLeftTextStayAsTheyAre() {
    assertThat(html("\uD83D\uDE80 \u05E9\u05DC\u05D5\u05DD"))
        .isEqualTo("<p>\uD83D\uDE80 \u05E9\u05DC\u05D5\u05DD</p>\n");
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
