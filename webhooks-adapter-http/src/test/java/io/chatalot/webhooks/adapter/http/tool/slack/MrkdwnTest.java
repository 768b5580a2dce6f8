package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MrkdwnTest {
  private static final Shown SHOWN = new Shown();

  /** {@code ¶} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # styles
          *bold* ║ **bold**
          _it_ ║ _it_
          ~strike~ ║ ~~strike~~
          *_both_* and _*both*_ ║ **_both_** and _**both**_
          *Status:* open, (*a*), *"q"*. ║ **Status:** open, (**a**), **"q"**.
          *a* *b* ║ **a** **b**
          `*code* & _it_` ║ `*code* & _it_`
          *`x`* ║ **`x`**
          # zero-width spaces around marks
          \u200b*Status:*\u200b ok \u200b_it_\u200b \u200b~x~\u200b ║ **Status:** ok _it_ ~~x~~
          word\u200b*in*\u200bword 2\u200b_3_\u200b4 ║ word**in**word 2*3*4
          a\u200b*(b)*\u200bc ║ a\u200a**(b)**\u200ac
          \u200b_\u200b*both*\u200b_\u200b \u2060*a*\ufeff ║ _**both**_ **a**
          \u200b*bold*\u200btext\u200b*bold*\u200b ║ **bold**text**bold**
          \u200b*a*\u200b*b*\u200b ║ **a**\u200a**b**
          _a_\u200b_b_ ║ _a_\u200a_b_
          ~c~\u200b~d~ ║ ~~c~~\u200a~~d~~
          *a*\u2060*b*\u2060*c* ║ **a**\u200a**b**\u200a**c**
          word\u200b_a_\u200b_b_\u200bword ║ word*a*\u200a*b*word
          *_a_*\u200b*_b_* *a*\u200b_b_\u200b~c~ ║ **_a_**\u200a**_b_** **a**_b_~~c~~
          a\u200bb *\u200b* ║ a\u200bb \\*\u200b\\*
          # other brackets stay text
          2 * 3 * 4 ║ 2 * 3 * 4
          a*b*c ║ a\\*b\\*c
          snake_case_name ║ snake_case_name
          *open ║ \\*open
          * a * ║ - a *
          ~5 minutes ║ ~5 minutes
          **bold** ║ \\*\\*bold\\*\\*
          __init__ ║ \\_\\_init\\_\\_
          ~~x~~ ║ \\~\\~x\\~\\~
          `open ║ \\`open
          [x](https://a.example) ║ [x\\](https://a.example)
          ![x](https://a.example) ║ ![x\\](https://a.example)
          [x]: https://a.example ║ [x\\]: https://a.example
          [CI] build 7 [done] ║ [CI] build 7 [done]
          # Heading ║ \\# Heading
          #general ║ #general
          C:\\dir\\file ║ C:\\dir\\file
          a\\*b ║ a\\\\\\*b
          a < b, <no value>, <b> ║ a < b, \\<no value>, \\<b>
          1. a¶2. b ║ 1. a¶2. b
          7. a ║ 7\\. a
          +1 ║ +1
          + a ║ \\+ a
          text¶--- ║ text¶\\---
          text¶=== ║ text¶\\===
          a|b¶-|- ║ a|b¶\\-|-
          * * * ║ \\* * *
          ~~~ ║ \\~\\~\\~
          # links and mentions
          <https://a.example/x?a=1&amp;b=2|label> ║ [label](https://a.example/x?a=1&b=2)
          <https://a.example> ║ <https://a.example>
          <https://a.example|> ║ <https://a.example>
          <https://a.example/a(b)|x> ║ [x](https://a.example/a%28b%29)
          <https://a.example/a b|x> ║ [x](https://a.example/a%20b)
          <https://a.example|[a] *b* &lt;c&gt;> ║ [\\[a\\] **b** \\<c>](https://a.example)
          https://a.example/_b_/*c*/~d~ ║ https://a.example/\\_b\\_/\\*c\\*/\\~d\\~
          *https://a.example/b* (_https://a.example/b_c_) ║ **https://a.example/b** (_https://a.example/b_c_)
          *see https://a.example/?b=*&amp;c=*d, e* ║ **see https://a.example/?b=\\*&c=\\*d, e**
          <https://a.example|*TypeError*> in `f` ║ [**TypeError**](https://a.example) in `f`
          <https://a.example|_a_ ~b~ `c` *d_e*> ║ [_a_ ~~b~~ `c` **d_e**](https://a.example)
          *<https://a.example|*x*>* ║ **[\\*x\\*](https://a.example)**
          <https://a.example|label \u200b_x_\u200b> ║ [label _x_](https://a.example)
          <mailto:a@b.example|Mail> ║ [Mail](mailto:a@b.example)
          <mailto:a@b.example> ║ [a@b.example](mailto:a@b.example)
          <javascript:alert(1)|click> ║ click
          wow!<https://a.example|x> ║ wow\\![x](https://a.example)
          *<https://a.example|x>* ║ **[x](https://a.example)**
          `<https://a.example|a.example>` ║ `a.example`
          <@U123> <@U123|robin> ║ @U123 @robin
          <#C1|general> <#C1> ║ #general #C1
          <!here> <!channel> <!everyone> ║ @here @channel @everyone
          <!here|here> ║ @here
          <!subteam^S1|@team> <!subteam^S1> ║ @team @S1
          <!date^1392734382^{date}|Feb 18, 2014> ║ Feb 18, 2014
          <!date^1392734382^{date}^https://a.example> ║ 2014-02-18 14:39 UTC
          <@U1|*a* _b_ [c](d)> ║ @\\*a\\* \\_b\\_ [c\\](d)
          # entities
          a &amp; b &lt; c &gt; d ║ a & b < c > d
          &lt;script&gt; ║ \\<script>
          &amp;lt; &amp;amp; &copy; ║ \\&lt; \\&amp; \\&copy;
          &lt;https://a.example|x&gt; ║ \\<https://a.example|x>
          `a &lt;b&gt; &amp;amp;` ║ `a <b> &amp;`
          :tada: *:white_check_mark: done* :partyparrot: ║ 🎉 **✅ done** :partyparrot:
          `:tada:` https://a.example/:tada:/x <https://a.example/:x:|:x: no> ║ `:tada:` https://a.example/:tada:/x [❌ no](https://a.example/:x:)
          ```:tada:``` ║ ```¶:tada:¶```
          # lines
          > a¶> b¶c ║ > a¶> b¶¶c
          &gt; a ║ > a
          a¶>>> b¶c ║ a¶> b¶> c
          • a¶• *b*¶c ║ - a¶- **b**¶¶c
          • a¶    ◦ b¶• c ║ - a¶  - b¶- c
          - a¶- b ║ - a¶- b
          - # a ║ - \\# a
          a¶¶¶¶b ║ a¶¶b
          ```¶a *b* <https://a.example>¶``` ║ ```¶a *b* https://a.example¶```
          see ```x &lt; y``` there ║ see¶```¶x < y¶```¶there
          ```success¶rows=5¶``` ║ ```¶success¶rows=5¶```
          ``` ok¶5¶``` ║ ```¶ ok¶5¶```
          ```java¶int x;¶``` ║ ```¶java¶int x;¶```
          ``` ║ \\`\\`\\`
          """)
  void readsAsSlackShowsIt(String mrkdwn, String markdown) {
    assertThat(Mrkdwn.FORMATTED.toMarkdown(mrkdwn.replace('¶', '\n')))
        .isEqualTo(markdown.replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          *a* _b_ `c` <https://a.example|d> &amp; ║ \\*a\\* \\_b\\_ \\`c\\` [d](https://a.example) &
          """)
  void withoutMrkdwnLinksAreStillLinks(String text, String markdown) {
    assertThat(Mrkdwn.LINKED.toMarkdown(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a* _b_ ~c~ `d` **e** __f__ ~~g~~ ~h",
        "# a\n## b",
        "> a",
        "a\n---\nb\n===\nc\n- - -\n***\n___\n_ _ _",
        "| a | b |\n|---|:-:|\n| c | d |",
        "a | b\n--|--\nc | d",
        "[a](https://a.example) ![b](c) [d][e] [f]\n[f]: https://a.example\n[f]",
        "<b>x</b> <!-- c --> <https://a.example|x> <a@b.example>",
        "&lt; &amp;lt; &copy; &#42;",
        "\\*a\\* \\\\ \\n a\\",
        "```\ncode\n```\n~~~\nx\n~~~",
        "2) a\n12. b\n+ c",
        "a*b*c_d_e *f _g* h_ **i* *j**",
        "!\uD83D\uDE80*x*_y_~z~"
      })
  void plainTextIsShownAsItIs(String text) {
    String expected = SlackToken.decoded(text).replaceAll("[ \\t]*\\n\\s*", "\n");
    assertThat(SHOWN.text(Mrkdwn.PLAIN.toMarkdown(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://a.example|x> `",
        "*",
        "_",
        "~",
        "<",
        "`",
        "``",
        "*a ",
        " _a",
        "&lt;",
        "<@U1",
        "[",
        "- a\n",
        "a <",
        "*_~",
        "* ",
        "_ ",
        "-:",
        "| - ",
        " ",
        "> "
      })
  void howeverOftenItIsRepeatedItIsReadAtOnce(String part) {
    String markdown = Mrkdwn.FORMATTED.toMarkdown(part.repeat(1_000_000 / part.length()));
    assertThat(markdown).endsWith("…").hasSizeBetween(1, 200_000);
  }

  @Test
  void indentationIsShownAndMakesNoCode() {
    assertThat(SHOWN.html(Mrkdwn.FORMATTED.toMarkdown("a:\n\n    b *c*")))
        .contains("<strong>c</strong>");
  }
}
