package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chatalot.webhooks.domain.MessageContent;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In any composition of blocks and inlines no word vanishes, and no link leads elsewhere. */
class MarkdownCompositionsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int COMPOSITIONS = 10_000;

  /** Far above the allocation of any composition, which is equal on all machines. */
  private static final long MOST_BYTES = 8 << 20;

  /** Here the brackets belong to the address, as on GitHub. */
  private static final Pattern REFERENCE_IN_ADDRESS =
      Pattern.compile("(?:://|www\\.|mailto:)[^\\s<]*\\[[^\\s<]*\\]");

  private static final List<String> MARKS =
      List.of(
          "*",
          "**",
          "***",
          "_",
          "__",
          "~",
          "~~",
          "`",
          "``",
          "```\n",
          "\n|\n|-|\n",
          "```",
          "~~~\n",
          "[",
          "]",
          "(",
          ")",
          "![",
          "](",
          "](x)",
          "](https://a.example/p_q)",
          "](<https://b.example/_> 't')",
          "[r]",
          "[r][]",
          "[q][r]",
          "[r]: https://r.example/_\n",
          "[s]: note\n",
          "[s]",
          "[INFO]: ",
          "]: ",
          "<",
          ">",
          "<b>",
          "</b>",
          "<!--",
          "-->",
          "<?",
          "<a href='",
          "<https://b.example/x_y>",
          "<std::x>",
          "https://c.example/_z_/ ",
          "https://c.example/",
          "www.d.example/*e* ",
          "www.",
          "mailto:f@g.example ",
          "f_g@h.example",
          "ftp://h.example/_i_ ",
          "://",
          "@",
          "&",
          "&amp;",
          "&#8203;",
          "&nbsp;",
          "\\",
          "\\\n",
          "|",
          "|a|b|\n|-|-|\n",
          "\n|1|2|3|",
          "\n",
          "\n\n",
          "  \n",
          "\n    ",
          "\t",
          "\n- ",
          "\n1. ",
          "\n> ",
          "\n# ",
          "\n---\n",
          "\n===\n",
          "+",
          ":",
          "!",
          "\"",
          "'",
          ".",
          "\u3002",
          "\u78C1\u76D8",
          "\uD83D\uDE80",
          "\u200B",
          " ",
          " ");

  private final Markdown markdown = new Markdown();
  private int words;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyWordOfAnyCompositionIsShown() {
    var random = new Random(20_261_126);
    for (int i = 0; i < COMPOSITIONS; i++) {
      isShown(composition(random, 4 + random.nextInt(40)));
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aLongCompositionTakesNoMoreThanItsLengthDoes() {
    var random = new Random(5);
    for (int i = 0; i < 200; i++) {
      String few = composition(random, 2 + random.nextInt(4));
      String many = few.repeat(MessageContent.MAX_LENGTH / few.length());
      long before = THREADS.getCurrentThreadAllocatedBytes();
      markdown.toHtml(new MessageContent(many));
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as(few)
          .isLessThan(4 * MOST_BYTES);
    }
  }

  private void isShown(String content) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    String html = markdown.toHtml(new MessageContent(content));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);

    SafeHtml.check(html);
    var shown = Shown.of(html);
    Source source = Source.ofGitHub(content);
    try {
      shown.containsWords(source.words);
      if (!REFERENCE_IN_ADDRESS.matcher(content).find()) {
        assertThat(shown.hrefs()).containsAll(source.destinations);
      }
      for (String word : Source.words(content)) {
        if (word.startsWith("w0")) {
          assertThat(shown.text() + shown.hrefs() + source.hidden).contains(word);
        }
      }
    } catch (AssertionError missing) {
      throw new AssertionError("of\n" + content + "\nremains\n" + html, missing);
    }
  }

  private String composition(Random random, int parts) {
    var content = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      content.append(MARKS.get(random.nextInt(MARKS.size())));
      if (random.nextInt(3) > 0) {
        content.append(String.format(Locale.ROOT, "w0%04d", words++ % 10_000));
      }
    }
    return content.append('.').toString();
  }
}
