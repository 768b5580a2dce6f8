package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.Invisible;
import io.chatalot.webhooks.domain.MessageContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message that was accepted is shown as nothing. */
class MarkdownBlankTest {
  private static final String ENTITIES = "/org/commonmark/internal/util/entities.txt";

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&#8203;",
        "&#x200b;",
        "&#X200B;",
        "&#173;",
        "&shy;",
        "&ZeroWidthSpace;",
        "&zwj;",
        "&#x2800;",
        "&#xFE0F;",
        "&#x202E;",
        "&#12644;",
        "&#1;",
        "&#xE0041;",
        "a&#8203;b",
        "&#8203;&#8203;"
      })
  void theEntityOfAnInvisibleCharacterIsShown(String content) {
    assertThat(html(content)).isEqualTo("<p>" + content.replace("&", "&amp;") + "</p>\n");
    assertThat(html("**x** " + content))
        .isEqualTo("<p><strong>x</strong> " + content.replace("&", "&amp;") + "</p>\n");
  }

  @Test
  void noEntityOfAnInvisibleCharacterIsForgotten() throws IOException {
    int invisible = 0;
    for (String name : entities()) {
      String character = decoded("&" + name + ";");
      if (character.codePoints().allMatch(Invisible::isButNoSpace)) {
        assertThat(html("&" + name + ";")).isEqualTo("<p>&amp;" + name + ";</p>\n");
        invisible++;
      }
    }
    assertThat(invisible).isEqualTo(17);
  }

  @Test
  void otherEntitiesAreTheirCharacters() {
    assertThat(html("&copy; &amp; &lt; &#64; a&nbsp;b &#0; &no; &#; &#x; &"))
        .isEqualTo("<p>\u00A9 &amp; &lt; @ a\u00A0b \uFFFD &amp;no; &amp;#; &amp;#x; &amp;</p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "###### ######",
        ">",
        "> >",
        "-",
        "- -\n\n1.",
        "```",
        "``` ERROR: disk full",
        "~~~\n\n~~~",
        "&nbsp;",
        "&#32;&emsp;",
        "**\u200B**",
        "> ```\n> \u200B",
        "|\u200B|\n|-|",
        "\\\n\\"
      })
  void contentOfWhichNothingWouldBeSeenIsShownAsItWasWritten(String content) {
    String html = html(content);
    String seen = html.replaceAll("<[^>]*>", "");
    assertThat(Invisible.isAll(seen)).isFalse();
    if (html.startsWith("<pre><code>")) {
      assertThat(seen.strip())
          .isEqualTo(content.replace("&", "&amp;").replace(">", "&gt;").strip());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"---", "> ***", "- ***"})
  void aLineAcrossIsSeen(String content) {
    assertThat(html(content)).contains("<hr />").doesNotContain("<pre>");
  }

  private static List<String> entities() throws IOException {
    try (var lines = Parser.class.getResourceAsStream(ENTITIES)) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.indexOf('=') > 0)
          .map(line -> line.substring(0, line.indexOf('=')))
          .toList();
    }
  }

  private static String decoded(String entity) {
    var literal = new StringBuilder();
    Parser.builder()
        .build()
        .parse("a" + entity + "b")
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text text) {
                literal.append(text.getLiteral());
              }
            });
    return literal.substring(1, literal.length() - 1);
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
