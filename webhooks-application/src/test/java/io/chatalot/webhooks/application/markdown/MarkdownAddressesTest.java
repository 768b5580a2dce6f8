package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.MessageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bare addresses, which no character of theirs breaks. */
class MarkdownAddressesTest {
  private static final String REL = " rel=\"nofollow noopener noreferrer\"";

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ex.com/__init__.py",
        "https://ex.com/?_a=_b_",
        "https://ex.com/~u~/p",
        "https://ex.com/~~u~~/p",
        "http://ex.com/_x_/y",
        "https://ex.com/*x*/y",
        "https://ex.com/**x**/y",
        "HTTPS://ex.com/_x_/y",
        "https://ex.com/a_b_c?d=*e*f#_g_h",
        "https://ex.com/[x](y)z",
        "https://ex.com/x(y)",
        "https://ex.com/!$'()*,:;@~/x",
        "https://user:pass@ex.com:8443/_a_/b",
        "http://localhost:8080/__x__/y",
        "http://my_service/_a_/b",
        "http://_x_.ex.com/_a_/b",
        "http://[::1]:8080/_a_/b",
        "https://\u4F8B.example/_\u4E2D_/x",
        "mailto:a_b_c@ex.com",
        "mailto:a@ex.com?subject=_x_y"
      })
  void anAddressIsOneLink(String address) {
    assertThat(html("see " + address + " now")).isEqualTo(link("see ", address, address, " now"));
    assertThat(html("**" + address + "**"))
        .isEqualTo(link("<strong>", address, address, "</strong>"));
    assertThat(html("_see_ " + address + " _now_"))
        .isEqualTo(link("<em>see</em> ", address, address, " <em>now</em>"));
    assertThat(html("~~" + address + "~~")).isEqualTo(link("<del>", address, address, "</del>"));
    assertThat(html("|a|\n|-|\n|" + address + "|")).contains("<td><a href=").contains("</a></td>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ex.com/__init__",
        "https://ex.com/a/_x_",
        "https://ex.com/*x*",
        "https://ex.com/~x~",
        "https://ex.com/**x**",
        "https://ex.com/_a_/__b__"
      })
  void aMarkAtTheEndBelongsToTheAddressThatOpensIt(String address) {
    assertThat(html("see " + address + " now")).isEqualTo(link("see ", address, address, " now"));
    assertThat(html("(" + address + ").")).isEqualTo(link("(", address, address, ")."));
    assertThat(html("- " + address)).contains(">" + address + "</a></li>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"www.ex.com/__init__.py", "www.ex.com/~u~/p", "WWW.ex.com/*x*y", "www.ex.com"})
  void anAddressWithoutASchemeIsOneLink(String address) {
    assertThat(html("see " + address + " now"))
        .isEqualTo(link("see ", "http://" + address, address, " now"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          (https://ex.com/x) ║ ( ║ https://ex.com/x ║ )
          (https://ex.com/x(y)) ║ ( ║ https://ex.com/x(y) ║ )
          https://ex.com/x, y ║ §§ ║ https://ex.com/x ║ §, y§
          https://ex.com/x. ║ §§ ║ https://ex.com/x ║ .
          https://ex.com/x?! ║ §§ ║ https://ex.com/x ║ ?!
          "https://ex.com/x" ║ &quot; ║ https://ex.com/x ║ &quot;
          {"a":"https://ex.com/_x_","b":1} ║ {&quot;a&quot;:&quot; ║ https://ex.com/_x_ ║ &quot;,&quot;b&quot;:1}
          'https://ex.com/x' ║ ' ║ https://ex.com/x ║ '
          [https://ex.com/_x_y] ║ [ ║ https://ex.com/_x_y ║ ]
          https://ex.com/x|y ║ §§ ║ https://ex.com/x ║ |y
          https://ex.com/x<y ║ §§ ║ https://ex.com/x ║ &lt;y
          &lt;https://ex.com/x&gt; ║ &lt; ║ https://ex.com/x ║ &gt;
          详见https://ex.com/_x_y。磁盘 ║ 详见 ║ https://ex.com/_x_y ║ 。磁盘
          （https://ex.com/x） ║ （ ║ https://ex.com/x ║ ）
          https://ex.com/__init__. ║ §§ ║ https://ex.com/__init__ ║ .
          (https://ex.com/_x_), ║ ( ║ https://ex.com/_x_ ║ §),§
          https://ex.com/a_b_ ║ §§ ║ https://ex.com/a_b ║ _
          https://ex.com/_a_b_c ║ §§ ║ https://ex.com/_a_b_c ║ §§
          **https://ex.com/*x*** ║ <strong> ║ https://ex.com/*x ║ </strong>*
          **see https://ex.com/*x** ║ §<strong>see § ║ https://ex.com/*x ║ </strong>
          _https://ex.com/_x_ ║ <em> ║ https://ex.com/_x ║ </em>
          _https://ex.com/_x_/y_ ║ <em> ║ https://ex.com/_x_/y ║ </em>
          __https://ex.com/a_b__ ║ <strong> ║ https://ex.com/a_b ║ </strong>
          ~~https://ex.com/~u/x~~ ║ <del> ║ https://ex.com/~u/x ║ </del>
          https://ex.com/x… ║ §§ ║ https://ex.com/x ║ …
          https://ex.com/x\\* ║ §§ ║ https://ex.com/x ║ *
          a:https://ex.com/_x_y ║ a: ║ https://ex.com/_x_y ║ §§
          git+https://ex.com/_x_y ║ git+ ║ https://ex.com/_x_y ║ §§
          """)
  void whatBelongsToTheTextAroundAnAddressIsNotLinked(
      String content, String before, String address, String after) {
    assertThat(html(content)).isEqualTo(link(before, address, address, after));
  }

  @ParameterizedTest
  @CsvSource({
    "https://ex.com/?a=1&amp;b=2, https://ex.com/?a=1&b=2",
    "https://ex.com/?a=1&b=2, https://ex.com/?a=1&b=2",
    "https://ex.com/a\\_b\\_c, https://ex.com/a_b_c",
    "https://ex.com/?a=1&copy=2, https://ex.com/?a=1&copy=2"
  })
  void anEscapedAddressLeadsWhereItsSenderMeant(String written, String address) {
    String escaped = address.replace("&", "&amp;");
    assertThat(html(written)).isEqualTo(link("", escaped, escaped, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://ex.com/__init__.py",
        "s3://bucket/_a_/*b*/c",
        "postgres://app:secret@db.example/_x_y",
        "xhttp://ex.com/_a_b",
        "git@ex:a/b_c_d"
      })
  void anAddressOfAnotherSchemeIsTextAsItWasWritten(String address) {
    assertThat(html("see " + address + " now")).isEqualTo("<p>see " + address + " now</p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "https:// x",
        "http://.",
        "http:x",
        "www.",
        "www. x",
        "www",
        "awww.ex.com",
        "mailto:",
        "mailto:a",
        "mailto:a@b",
        "how what mwh h w m HWM",
        "a: b :: c:/d"
      })
  void textThatOnlyBeginsLikeAnAddressIsText(String content) {
    assertThat(html(content)).isEqualTo("<p>" + content + "</p>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@ex.com", "_x_@ex.com", "__init__@ex.com", "a._b_@ex.com", "a_b_c@ex.com"})
  void aMailAddressIsOneLink(String address) {
    assertThat(html("ask " + address + " now"))
        .isEqualTo(link("ask ", "mailto:" + address, address, " now"));
  }

  @Test
  void aMailAddressBetweenMarksIsEmphasised() {
    assertThat(html("_a@ex.com_")).isEqualTo(link("<em>", "mailto:a@ex.com", "a@ex.com", "</em>"));
    assertThat(html("__a_b@ex.com__"))
        .isEqualTo(link("<strong>", "mailto:a_b@ex.com", "a_b@ex.com", "</strong>"));
  }

  @Test
  void anAddressIsALabelOfALink() {
    assertThat(html("[https://ex.com/_x_y](https://a.example)"))
        .isEqualTo(link("", "https://a.example", "https://ex.com/_x_y", ""));
    assertThat(html("[see www.ex.com/[x]_y_z](https://a.example)"))
        .isEqualTo(link("", "https://a.example", "see www.ex.com/[x]_y_z", ""));
  }

  @Test
  void anAddressInCodeOrHtmlIsNone() {
    assertThat(html("`https://ex.com/_x_`")).isEqualTo("<p><code>https://ex.com/_x_</code></p>\n");
    assertThat(html("<a href=\"https://ex.com/_x_\">"))
        .isEqualTo("<p>&lt;a href=&quot;https://ex.com/_x_&quot;&gt;</p>\n");
  }

  private static String link(String before, String href, String text, String after) {
    String none = before == null ? "" : before;
    String address = "<a href=\"" + href + "\"" + REL + ">" + text + "</a>";
    return "<p>" + none + address + (after == null ? "" : after) + "</p>\n";
  }

  private String html(String content) {
    return markdown.toHtml(new MessageContent(content));
  }
}
