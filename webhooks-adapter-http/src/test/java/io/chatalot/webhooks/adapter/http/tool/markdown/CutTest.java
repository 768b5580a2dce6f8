package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
  private static final String ROCKET = "\uD83D\uDE80";
  private static final Shown SHOWN = new Shown();

  /** {@code ¶} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          one two three four five six ║ one two three four…
          one two three four¶five six ║ one two three four…
          one **two three four five six seven** ║ one **two three**…
          one _two ~~three four five~~ six_ ║ one _two ~~three~~_…
          one `two three four five six seven` ║ one `two three`…
          one two three [four](https://a.example) ║ one two three…
          one two three ![four](https://a.example) ║ one two three…
          one two <https://a.example/four/five> six ║ one two…
          one two https://a.example/four/five six ║ one two…
          https://a.example/ is an address of someone ║ https://a.example/ …
          one two three fou \\*five* six seven ║ one two three fou…
          one two three **four five** six seven ║ one two three…
          abcdefghijklmnopqrstuvwxyz ║ abcdefghijklmnopqrs…
          one two three¶- fo¶- five six seven ║ one two three¶- fo…
          one two three fou¶- five six seven eight ║ one two three fou…
          """)
  void endsAtALineOrAWordWithNothingLeftOpen(String markdown, String cut) {
    assertThat(Cut.toFit(markdown.replace('¶', '\n'), 20)).isEqualTo(cut.replace('¶', '\n'));
  }

  @Test
  void aBlockOfCodeIsClosed() {
    String cut = Cut.toFit("Log:\n```java\n" + "line of code\n".repeat(500) + "```\nend");
    assertThat(cut).startsWith("Log:\n```java\n").endsWith("\nline of code\n```\n\n…");
    assertThat(SHOWN.html(cut)).endsWith("</code></pre>\n<p>…</p>\n");
    String quoted = Cut.toFit("> ~~~~\n" + "> line of code\n".repeat(500));
    assertThat(quoted).endsWith("\n> line of code\n> ~~~~\n\n…");
  }

  @Test
  void markupThatClosesFarBehindTheCutIsClosed() {
    assertThat(Cut.toFit("**" + "word ".repeat(3000) + "end**"))
        .endsWith(" word**…")
        .hasSizeLessThanOrEqualTo(4000);
    assertThat(Cut.toFit("`" + "word ".repeat(3000) + "end`")).endsWith(" word`…");
    assertThat(Cut.toFit("**" + "word ".repeat(3000))).endsWith(" word…");
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    String most = ROCKET.repeat(4000);
    assertThat(Cut.toFit(most)).isSameAs(most);
    assertThat(Cut.toFit(most + ROCKET)).isEqualTo(ROCKET.repeat(3999) + "…");
  }

  @Test
  void noCharacterIsCutInTwo() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    String flag = "\uD83C\uDDE9\uD83C\uDDEA";
    String accented = "e\u0301";
    for (String character : List.of(family, accented, ROCKET + "\uFE0F", ROCKET)) {
      for (int i = 0; i < 8; i++) {
        String cut = Cut.toFit("x".repeat(i) + character.repeat(4100));
        String kept = cut.substring(i, cut.length() - 1);
        assertThat(kept.length() % character.length()).as(character + i).isZero();
      }
    }
    assertThat(Cut.toFit("x" + flag.repeat(4000)).length() % 4).isIn(2, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "https://a.example/",
        "<https://a.example/",
        "![x](",
        "**",
        "`",
        "*_",
        "- ",
        "> ",
        "\\",
        "\n",
        "~"
      })
  void anyRepeatedPartIsCutWithoutDelay(String part) {
    String cut = Cut.toFit(part.repeat(5_000_000 / part.length()) + "x");
    assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(4000);
    assertThat(cut).endsWith("…");
  }

  @Test
  void oneLongLinkIsShownAsItWasWritten() {
    String cut = Cut.toFit("[x](https://a.example/" + "y".repeat(5000) + ")");
    assertThat(SHOWN.html(cut))
        .startsWith("<pre><code>[x](https://a.example/yyy")
        .doesNotContain("<a ");
  }

  /** A reader sees the same beginning with and without the cut. */
  @Test
  void nothingLeaksWhereverItIsCut() {
    var random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      String markdown = text(random);
      int max = 40 + random.nextInt(100);
      String cut = Cut.toFit(markdown, max);
      assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(max);
      String all = comparable(SHOWN.text(markdown));
      String some = comparable(SHOWN.text(cut));
      String kept = some.endsWith("…") ? some.substring(0, some.length() - 1) : some;
      assertThat(all).as("%s%ncut to%n%s", markdown, cut).startsWith(kept);
    }
  }

  private static String comparable(String shown) {
    return shown.replaceAll("\\s", "");
  }

  private static final List<String> PARTS =
      List.of(
          "word",
          "two words",
          "**bold words here**",
          "_it words_",
          "*a **b c** d*",
          "~~gone now~~",
          "`code words`",
          "``a ` b``",
          "[label of link](https://a.example/x)",
          "<https://a.example/y>",
          "\\*star\\*",
          "snake_case",
          "2 * 3",
          "&amp;",
          "**bold _and it_ end**",
          "***all of it***",
          ROCKET,
          "https://a.example/z?q=1",
          "![an image](https://a.example/i.png)",
          "[**b**](https://a.example)");

  private static final List<String> BREAKS =
      List.of(
          " ",
          " ",
          " ",
          " ",
          "\n",
          "\n\n",
          "\n- ",
          "\n\n> ",
          "\n\n```\ncode **x** _y\nmore\n```\n\n",
          "\n\n### ");

  private static String text(Random random) {
    return IntStream.range(0, 40)
            .mapToObj(
                i ->
                    PARTS.get(random.nextInt(PARTS.size()))
                        + BREAKS.get(random.nextInt(BREAKS.size())))
            .collect(Collectors.joining())
        + "end";
  }
}
