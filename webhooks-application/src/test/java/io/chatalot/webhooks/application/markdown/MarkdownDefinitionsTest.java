package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that CommonMark takes for the definitions of links, and shows nothing of. */
class MarkdownDefinitionsTest {
  private static final String REL = " rel=\"nofollow noopener noreferrer\"";

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[INFO]: started",
        "[INFO]:started",
        "[12:00:01]: ok",
        "[x y]: z",
        "[__init__]: *done*",
        "[a]: 'title'",
        "[a]: b 'title'",
        "[a]: &amp;",
        "[a\\]b]: c\\_d"
      })
  void aLineThatIsNotReferredToIsShownAsItIs(String line) {
    assertThat(html(line)).isEqualTo("<p>" + line.replace("&", "&amp;") + "</p>\n");
  }

  @Test
  void linesStayLines() {
    assertThat(html("[WARN]: disk\n[ERROR]: raid\nok"))
        .isEqualTo("<p>[WARN]: disk<br />\n[ERROR]: raid<br />\nok</p>\n");
    assertThat(html("  [WARN]: disk\r\n\t [ERROR]: raid"))
        .isEqualTo("<p>[WARN]: disk<br />\n[ERROR]: raid</p>\n");
    assertThat(html("[a]:\nb\n'c\nd'")).isEqualTo("<p>[a]:<br />\nb<br />\n'c<br />\nd'</p>\n");
    assertThat(html("[a]: b 'c\nd")).isEqualTo("<p>[a]: b 'c<br />\nd</p>\n");
  }

  @Test
  void paragraphsStayApart() {
    assertThat(html("[a]: b\n\n[c]: d\n\ne")).isEqualTo("<p>[a]: b</p>\n<p>[c]: d</p>\n<p>e</p>\n");
    assertThat(html("[a]: b\n# c")).isEqualTo("<p>[a]: b</p>\n<h1>c</h1>\n");
    assertThat(html("[a]: b\nc\n---")).isEqualTo("<p>[a]: b</p>\n<h2>c</h2>\n");
    assertThat(html("[a]: b\n- c")).isEqualTo("<p>[a]: b</p>\n<ul>\n<li>c</li>\n</ul>\n");
  }

  @Test
  void definitionsInListsAndQuotesAreShownThere() {
    assertThat(html("- [a]: b\n  c\n- [d]: e"))
        .isEqualTo("<ul>\n<li>[a]: b<br />\nc</li>\n<li>[d]: e</li>\n</ul>\n");
    assertThat(html("> [a]: b\n> [c]: d\ne"))
        .isEqualTo("<blockquote>\n<p>[a]: b<br />\n[c]: d<br />\ne</p>\n</blockquote>\n");
    assertThat(html("> - [a]:\n>   b"))
        .isEqualTo("<blockquote>\n<ul>\n<li>[a]:<br />\nb</li>\n</ul>\n</blockquote>\n");
  }

  @Test
  void aDefinitionOfAnImageInALinkIsShown() {
    assertThat(html("[![x][r]](https://a.example)\n\n[r]: https://b.example"))
        .contains("[r]: ", "https://b.example");
  }

  @Test
  void aDefinitionThatIsReferredToIsHidden() {
    String link = "<a href=\"https://a.example\"" + REL + ">a</a>";
    assertThat(html("[a]\n\n[a]: https://a.example")).isEqualTo("<p>" + link + "</p>\n");
    assertThat(html("[a]: https://a.example 'title'\n\n[a][]")).isEqualTo("<p>" + link + "</p>\n");
    assertThat(html("[A]: https://a.example\n![a]")).isEqualTo("<p>" + link + "</p>\n");
  }

  @Test
  void onlyTheOnesThatAreReferredToAreHidden() {
    assertThat(html("- [x]: y\n  [a]: https://a.example\n  [a]"))
        .isEqualTo(
            "<ul>\n<li>[x]: y<br />\n<a href=\"https://a.example\"" + REL + ">a</a></li>\n</ul>\n");
    assertThat(html("[a]: https://a.example\n[a]: https://b.example\n\n[a]"))
        .contains("<a href=\"https://a.example\"" + REL + ">a</a>")
        .contains("[a]: ")
        .contains("https://b.example</a>")
        .doesNotContain("https://a.example</a>");
  }

  @Test
  void aLineWhoseEndLooksLikeADefinitionIsShown() {
    assertThat(html("[INFO]: started [a]: https://a.example\n\n[a]"))
        .startsWith("<p>[INFO]: started [a]: <a href=\"https://a.example\"");
    assertThat(html("> [a\n> b]: https://a.example\n\n[a b]"))
        .isEqualTo(
            "<blockquote>\n</blockquote>\n<p><a href=\"https://a.example\""
                + REL
                + ">a b</a></p>\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"started", "ftp://b", "javascript:alert(1)", "/a", "#a", "data:x"})
  void aDefinitionOfAnythingElseIsTextAndSoIsTheReference(String destination) {
    String definition = "\n\n[b]: " + destination;
    String shown = "</p>\n<p>[b]: " + destination + "</p>\n";

    assertThat(html("[b]" + definition)).isEqualTo("<p>[b]" + shown);
    assertThat(html("![b]" + definition)).isEqualTo("<p>![b]" + shown);
    assertThat(html("[b][] c" + definition)).isEqualTo("<p>[b][] c" + shown);
    assertThat(html("[*a*][b] c" + definition)).isEqualTo("<p>[<em>a</em>][b] c" + shown);
    assertThat(html("![a][b] c" + definition)).isEqualTo("<p>![a][b] c" + shown);
  }

  @Test
  void aLineThatBeginsWithItsLabelTwiceIsShown() {
    assertThat(html("[a]: note [a]: https://e.example/x\n\nsee [a]"))
        .startsWith("<p>[a]: note [a]: <a href=\"https://e.example/x\"")
        .endsWith("<p>see <a href=\"https://e.example/x\"" + REL + ">a</a></p>\n");
  }

  @Test
  void aDefinitionWithEscapesIsNotShown() {
    assertThat(html("[a]: https://e.example/x\\_y&amp;z 't'\n\nsee [a]"))
        .isEqualTo("<p>see <a href=\"https://e.example/x_y&amp;z\"" + REL + ">a</a></p>\n");
  }

  @Test
  void anAddressInADefinitionThatIsShownIsLinked() {
    assertThat(html("[1]: https://a.example/x"))
        .isEqualTo(
            "<p>[1]: <a href=\"https://a.example/x\"" + REL + ">https://a.example/x</a></p>\n");
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
