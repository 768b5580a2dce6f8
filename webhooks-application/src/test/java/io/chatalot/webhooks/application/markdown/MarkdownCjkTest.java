package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Emphasis in languages that set no spaces. */
class MarkdownCjkTest {
  private static final String RARE = "\u2E00";

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      textBlock =
          """
          **警告。**磁盘 ║ <strong>警告。</strong>磁盘
          磁盘**「警告」**磁盘 ║ 磁盘<strong>「警告」</strong>磁盘
          *警告！*磁盘 ║ <em>警告！</em>磁盘
          ~~警告。~~磁盘 ║ <del>警告。</del>磁盘
          **磁盘**（警告） ║ <strong>磁盘</strong>（警告）
          磁盘**（警告）** ║ 磁盘<strong>（警告）</strong>
          **注意:**磁盘 ║ <strong>注意:</strong>磁盘
          **(注意)**磁盘 ║ <strong>(注意)</strong>磁盘
          **“警告”**磁盘 ║ <strong>“警告”</strong>磁盘
          **警告。**disk ║ <strong>警告。</strong>disk
          **警告。**磁盘**注意。** ║ <strong>警告。</strong>磁盘<strong>注意。</strong>
          **日本語。**です、**「重要」**な ║ <strong>日本語。</strong>です、<strong>「重要」</strong>な
          **"중요"**를 ║ <strong>&quot;중요&quot;</strong>를
          ***警告。***磁盘 ║ <em><strong>警告。</strong></em>磁盘
          **警告：*磁盘。*满** ║ <strong>警告：<em>磁盘。</em>满</strong>
          [**警告。**磁盘](https://a.example) ║ <a href="https://a.example" rel="nofollow noopener noreferrer"><strong>警告。</strong>磁盘</a>
          """)
  void emphasisBesidePunctuationIsEmphasis(String content, String html) {
    assertThat(html(content)).isEqualTo("<p>" + html + "</p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2 * 3。磁盘", "磁盘_警告。_磁盘", "。**磁盘", "a**b。c", "\\*磁。\\*盘", "~/磁~。盘", "磁*。盘"})
  void whatIsNoEmphasisStaysText(String content) {
    assertThat(html(content)).isEqualTo("<p>" + content.replace("\\", "") + "</p>\n");
  }

  @Test
  void nothingIsAddedToWhatIsShown() {
    assertThat(html("`a。**磁`")).isEqualTo("<p><code>a。**磁</code></p>\n");
    assertThat(html("```a。**磁\na。**磁\n```"))
        .isEqualTo("<pre><code class=\"language-a。**磁\">a。**磁\n</code></pre>\n");
    assertThat(html("[a](https://a.example/。**磁)")).contains("href=\"https://a.example/。**磁\"");
    assertThat(html("https://a.example/(**磁")).contains("href=\"https://a.example/(**磁\"");
    assertThat(html("[a。**磁]: b。**磁")).isEqualTo("<p>[a。**磁]: b。**磁</p>\n");
    assertThat(html("[a。**磁](b。**磁)")).isEqualTo("<p>[a。**磁](b。**磁)</p>\n");
    assertThat(html("<a b='。**磁'>")).isEqualTo("<p>&lt;a b='。**磁'&gt;</p>\n");
  }

  @Test
  void aRareCharacterOfTheMessageIsShown() {
    assertThat(html(RARE + "**警告。**磁盘" + RARE))
        .isEqualTo("<p>" + RARE + "<strong>警告。</strong>磁盘" + RARE + "</p>\n");
    var all = new StringBuilder("**警告。**磁盘");
    for (char c = '\u2E00'; c <= '\u2E7F'; c++) {
      all.append(c);
    }
    assertThat(html(all.toString())).isEqualTo("<p>" + all + "</p>\n");
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
