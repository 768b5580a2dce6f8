package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message looks the same on every node and after every restart. */
class MarkdownOnEveryNodeTest {
  private static final int NODES = 6;

  /** Lines that can begin several kinds of blocks, or end a block. */
  private static final List<String> LINES =
      List.of(
          "a", "---", "- - -", "***", "* * *", "-", "===", "    ---", "\t- b", "# c", "> ---",
          "```", "1. ***", "|d|e|", "|-|-|", "[f]: g", "<h>", "");

  private final Markdown markdown = new Markdown();

  @Test
  void allNodesShowAMessageAlike(@TempDir Path folder) throws Exception {
    List<String> contents = contents();
    List<String> here =
        contents.stream().map(content -> markdown.toHtml(new MessageContent(content))).toList();

    for (int node = 0; node < NODES; node++) {
      assertThat(MarkdownProcess.render(contents, folder)).isEqualTo(here);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      textBlock =
          """
          Foo¶---¶bar ║ <h2>Foo</h2>¶<p>bar</p>¶
          Foo¶***¶bar ║ <p>Foo</p>¶<hr />¶<p>bar</p>¶
          - foo¶***¶- bar ║ <ul>¶<li>foo</li>¶</ul>¶<hr />¶<ul>¶<li>bar</li>¶</ul>¶
          * * * ║ <hr />¶
          Foo¶- - - ║ <p>Foo</p>¶<hr />¶
          Foo¶- ║ <h2>Foo</h2>¶
          """)
  void aLineOfSeveralMeaningsHasTheOneOfCommonMark(String content, String html) {
    assertThat(markdown.toHtml(new MessageContent(content.replace('¶', '\n'))))
        .isEqualTo(html.replace('¶', '\n'));
  }

  /** All sequences of three lines. */
  private static List<String> contents() {
    var contents = new ArrayList<String>();
    for (String first : LINES) {
      for (String second : LINES) {
        for (String third : LINES) {
          contents.add("x\n" + first + "\n" + second + "\n" + third);
        }
      }
    }
    return contents;
  }
}
