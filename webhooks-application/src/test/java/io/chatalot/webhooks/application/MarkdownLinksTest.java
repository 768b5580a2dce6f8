package io.chatalot.webhooks.application;

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
  void anyOtherDestinationIsNotLinked(String destination) {
    assertThat(html("[x](" + destination + ")")).isEqualTo("<p>x</p>\n");
    assertThat(html("![x](" + destination + ")")).isEqualTo("<p>x</p>\n");
    if (!destination.isEmpty()) {
      assertThat(html("[x]\n\n[x]: " + destination)).isEqualTo("<p>x</p>\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://a.example"})
  void anotherSchemeInAngleBracketsIsTextOnly(String address) {
    assertThat(html("<" + address + ">")).isEqualTo("<p>" + address + "</p>\n");
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
    assertThat(html("![](javascript:x)")).isEqualTo("<p>javascript:x</p>\n");
  }

  @ParameterizedTest
  @CsvSource({
    "[![x](https://i.example)](https://a.example), https://a.example",
    "[![x](https://i.example)](javascript:1), https://i.example",
    "![[x](https://i.example)](https://a.example), https://a.example",
    "![[x](https://i.example)](javascript:1), https://i.example",
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
    assertThat(html("[a](https://a.example)[b](x)[c](https://c.example)"))
        .isEqualTo(
            "<p><a href=\"https://a.example\""
                + REL
                + ">a</a>b<a href=\"https://c.example\""
                + REL
                + ">c</a></p>\n");
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
