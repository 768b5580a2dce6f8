package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownLinksTest {
  private static final String REL = " rel=\"nofollow noopener noreferrer\"";

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x &#xD800; y",
        "[a](https://e.example/&#xD800;)",
        "[a]: https://e.example/&#xDC00;\n\n[a]",
        "```&#xDC00; a\nb\n```"
      })
  void halfACharacterByAnEntityIsNotInTheHtml(String content) {
    String html = new Markdown().toHtml(new MessageContent(content));

    assertThat(html.codePoints())
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example",
        "https://a.example/b?c=d#e",
        "HTTPS://a.example",
        "mailto:a@b.example",
        "MailTo:a@b.example"
      })
  void aWebOrMailAddressIsLinked(String address) {
    assertThat(html("[x](" + address + ")"))
        .isEqualTo("<p><a href=\"" + address + "\"" + REL + ">x</a></p>\n");
    assertThat(html("[x][r]\n\n[r]: " + address))
        .isEqualTo("<p><a href=\"" + address + "\"" + REL + ">x</a></p>\n");
    assertThat(html("<" + address + ">"))
        .isEqualTo("<p><a href=\"" + address + "\"" + REL + ">" + address + "</a></p>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b, https://a.example/b",
    "http://a.example, http://a.example",
    "www.a.example/b, http://www.a.example/b",
    "a@b.example, mailto:a@b.example"
  })
  void aBareAddressIsLinked(String address, String href) {
    assertThat(html("see " + address + "."))
        .isEqualTo("<p>see <a href=\"" + href + "\"" + REL + ">" + address + "</a>.</p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\\script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&colon;alert(1)",
        "&#1;javascript:alert(1)",
        "<java script:alert(1)>",
        "<&Tab;javascript:alert(1)>",
        "<&NewLine;https://a.example>",
        "data:text/html,x",
        "DATA:text/html;base64,eA==",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example",
        "tel:1",
        "blob:https://a.example/1",
        "//a.example",
        "/api/me",
        "a.html",
        "../a",
        "?a",
        "#a",
        ":",
        "http:",
        "https:/api/me",
        "https:api",
        "http\\:x",
        "xhttp://a.example",
        "mailto",
        ""
      })
  void anyOtherDestinationIsNotLinkedAndKeepsItsSource(String destination) {
    isShownAsWritten("[x](" + destination + ")");
    isShownAsWritten("![x](" + destination + ")");
    isShownAsWritten("a [x](" + destination + " \"title\") b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://a.example"})
  void anotherSchemeInAngleBracketsIsTextWithItsBrackets(String address) {
    isShownAsWritten("<" + address + ">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f[i](x) = 5",
        "[abc123](def456)",
        "m[i][j](k)",
        "[**b** _i_](c)",
        "[a\\]b](c)",
        "[a &amp; b](c)",
        "![alt](x.png)",
        "![](x.png)",
        "[]()",
        "[](x)",
        "![]()",
        "[ ](  )",
        "std::map<std::string, int>",
        "std::vector<std::string>",
        "see [`code`](#there \"and a title\")",
        "[f(x)](g(y))",
        "[a](<b c>)",
        "[a](b 'c')"
      })
  void whatLooksLikeALinkButIsNoneKeepsItsSource(String content) {
    isShownAsWritten(content);
  }

  @Test
  void aLinkWithinWhatIsNoneIsALinkStill() {
    assertThat(html("[![x](https://i.example)](javascript:1)"))
        .isEqualTo("<p>[<a href=\"https://i.example\"" + REL + ">x</a>](javascript:1)</p>\n");
    assertThat(html("![a [x](https://i.example) b](c.png)"))
        .isEqualTo("<p>![a <a href=\"https://i.example\"" + REL + ">x</a> b](c.png)</p>\n");
    assertThat(html("[a <https://i.example> b](c)"))
        .isEqualTo(
            "<p>[a <a href=\"https://i.example\"" + REL + ">https://i.example</a> b](c)</p>\n");
  }

  @Test
  void linesWithinWhatLooksLikeALinkStayLines() {
    assertThat(html("[a\nb](c\n'd')")).isEqualTo("<p>[a<br />\nb](c<br />\n'd')</p>\n");
  }

  @Test
  void anAddressWithoutAHostIsNotLinked() {
    assertThat(html("[a](http://)")).isEqualTo("<p>[a](http://)</p>\n");
    assertThat(html("[a](https:///x)")).isEqualTo("<p>[a](https:///x)</p>\n");
  }

  @Test
  void anInvisibleCharacterOfAnAddressIsPercentEncoded() {
    assertThat(html("[a](<https://a.example/b c>)")).contains("\"https://a.example/b%20c\"");
    assertThat(html("[a](https://a.example/b\u200Bc)")).contains("/b%E2%80%8Bc\"");
  }

  @Test
  void anEscapedBarOfASurplusCellIsABar() {
    assertThat(html("|a|\n|-|\n|b|c\\|d|")).contains("<td>b | c|d</td>");
  }

  @Test
  void aLinkWithoutAVisibleWordShowsItsAddress() {
    for (String label : new String[] {"", " ", "\u200B", "&nbsp;", "![](https://i.example)"}) {
      assertThat(html("[" + label + "](https://a.example/x)"))
          .as(label)
          .contains("<a href=\"https://a.example/x\"" + REL + ">https://");
    }
  }

  /** Shown as it was written, in one paragraph and without any markup. */
  private void isShownAsWritten(String content) {
    String escaped =
        content
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    assertThat(html(content)).isEqualTo("<p>" + escaped + "</p>\n");
  }

  @Test
  void anImageIsALinkAndNeverLoaded() {
    assertThat(html("![a **cat**](https://a.example/c.png \"title\")"))
        .isEqualTo(
            "<p><a href=\"https://a.example/c.png\"" + REL + ">a <strong>cat</strong></a></p>\n");
  }

  @Test
  void anImageWithoutWordsShowsItsAddress() {
    assertThat(html("![](https://a.example/c.png)"))
        .isEqualTo(
            "<p><a href=\"https://a.example/c.png\"" + REL + ">https://a.example/c.png</a></p>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "[![x](https://i.example)](https://a.example), https://a.example",
    "![[x](https://i.example)](https://a.example), https://a.example",
    "![![x](https://i.example)](https://a.example), https://a.example",
    "[![![x](https://i.example)](https://j.example)](https://a.example), https://a.example"
  })
  void ofLinksAndImagesInOneAnotherTheOuterOneThatMayIsLinked(String content, String href) {
    assertThat(html(content)).isEqualTo("<p><a href=\"" + href + "\"" + REL + ">x</a></p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![www.i.example](https://a.example)",
        "[www.i.example](https://a.example)",
        "![<https://i.example>](https://a.example)",
        "![a@i.example **a@i.example**](https://a.example)"
      })
  void aBareAddressInALinkIsNoLinkOfItsOwn(String content) {
    assertThat(html(content)).containsOnlyOnce("<a ").contains("href=\"https://a.example\"");
  }

  @Test
  void linksSideBySideAreAllLinked() {
    assertThat(html("[a](https://a.example)[b](https://b.example)"))
        .isEqualTo(
            "<p><a href=\"https://a.example\""
                + REL
                + ">a</a><a href=\"https://b.example\""
                + REL
                + ">b</a></p>\n");
  }

  @Test
  void aDestinationCannotLeaveItsAttribute() {
    assertThat(html("[x](<https://a.example/\"onclick=\"y>)"))
        .isEqualTo("<p><a href=\"https://a.example/&quot;onclick=&quot;y\"" + REL + ">x</a></p>\n");
    assertThat(html("[x](https://a.example/&quot;&gt;&lt;b&gt;?a&b)"))
        .isEqualTo(
            "<p><a href=\"https://a.example/&quot;&gt;&lt;b&gt;?a&amp;b\"" + REL + ">x</a></p>\n");
  }

  @Test
  void aTitleIsDropped() {
    assertThat(html("[x](https://a.example 'a\" onclick=\"y')"))
        .isEqualTo("<p><a href=\"https://a.example\"" + REL + ">x</a></p>\n");
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
