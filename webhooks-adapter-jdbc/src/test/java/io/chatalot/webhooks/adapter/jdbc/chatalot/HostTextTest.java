package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTextTest {
  /**
   * Without commonmark-java's bare addresses, which it looks for in text whose escapes are gone.
   */
  private static final Parser MARKDOWN =
      Parser.builder()
          .extensions(List.of(StrikethroughExtension.create(), TablesExtension.create()))
          .build();

  /** Makes a link of each name in brackets, an underlining and the second row of a table. */
  private static final String CATCHING =
      "|-|\n===\n\n[a]: https://example.com\n[a_b]: https://example.com\n";

  @Test
  void theNameIsBoldAboveTheContentAsSent() {
    assertThat(HostText.of(new DisplayName("CI"), new MessageContent(" Build **142** passed\n")))
        .isEqualTo("**CI**\n\n Build **142** passed\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CI Pipeline", "snake_case", "R&D", "a > b", "#42", "- x", "1. x", "build|deploy", "C+/-",
        "(beta)", "+1", "===", "@ops", "ci.example.com:80", "!", "构建", "«déploiement»", "🚀 ship"
      })
  void aNameWithoutMarkupIsNotEscapedSoThatChatalotsSearchFindsIt(String name) {
    assertThat(HostText.of(new DisplayName(name), "x")).isEqualTo("**" + name + "**\n\nx");
    assertThat(shown(name)).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '"',
      value = {
        "a*b -> a\\*b",
        "** -> \\*\\*",
        "_b_ -> \\_b\\_",
        "\\ -> \\\\",
        "\\* -> \\\\\\*",
        "`x -> \\`x",
        "~~x~~ -> \\~\\~x\\~\\~",
        "[a](https://example.com) -> \\[a\\](https\\://example.com)",
        "![a] -> !\\[a\\]",
        "<b> -> \\<b>",
        "&amp; -> \\&amp;",
        "HTTP://example.com -> HTTP\\://example.com",
        "www.example.com -> www\\.example.com",
        "ops@example.com -> ops\\@example.com"
      })
  void aNameIsShownLiterally(String name, String escaped) {
    assertThat(HostText.of(new DisplayName(name), "x")).isEqualTo("**" + escaped + "**\n\nx");
    assertThat(shown(name)).contains(name);
  }

  @Test
  void noNameMakesOtherMarkup() {
    var random = new Random(15);
    String alphabet = "aab  **__\\\\``~~[[]]()<>!|&;#=-+:/.@\"'$^{}é字🚀\u00a0\u200b\u3000";
    int[] characters = alphabet.codePoints().toArray();
    for (int i = 0; i < 50_000; i++) {
      var name = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        name.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      for (String part : List.of("https://a", "www.a", "a@a.aa", "&amp;", "[a]", "<a>", "a_b")) {
        if (random.nextInt(8) == 0) {
          name.insert(name.offsetByCodePoints(0, random.nextInt(2)), part);
        }
      }
      allowed(name.toString())
          .ifPresent(
              allowed -> assertThat(shown(allowed)).as("name %s", allowed).contains(allowed));
    }
  }

  private static Optional<String> allowed(String name) {
    try {
      return Optional.of(new DisplayName(name).value());
    } catch (WebhookException invalid) {
      return Optional.empty();
    }
  }

  /** The text of the first line, if nothing is there but bold text; empty otherwise. */
  private static Optional<String> shown(String name) {
    Node first =
        MARKDOWN
            .parse(HostText.of(new DisplayName(name), CATCHING))
            .getFirstChild()
            .getFirstChild();
    if (!(first instanceof StrongEmphasis) || first.getNext() != null) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    for (Node part = first.getFirstChild(); part != null; part = part.getNext()) {
      if (!(part instanceof Text literal)) {
        return Optional.empty();
      }
      text.append(literal.getLiteral());
    }
    return Optional.of(text.toString());
  }
}
