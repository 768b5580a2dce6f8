package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chatalot.webhooks.domain.MessageContent;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders content that was made to be slow, deep or long. */
class MarkdownLimitsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MAX_HTML = 64 * 1024;
  private static final int MAX_DEPTH = 110;
  private static final int SMALL_STACK = 256 * 1024;
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?( /)?>");

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "> ",
        ">\n",
        "- ",
        "* ",
        "1. ",
        "- > ",
        "-\n",
        "- \n  ",
        "[",
        "![",
        "[]",
        "]",
        "](",
        "[a](b) ",
        "[a](",
        "[a]: b\n",
        "![x](http://a.b)",
        "*",
        "**",
        "*a ",
        "a* ",
        "**x ",
        "_",
        "*a_ ",
        "*a**b",
        "***x",
        "_a*b~c",
        "~",
        "~~",
        "x ~~a",
        "`",
        "` ",
        "```\n",
        "|",
        "|a",
        "| - ",
        "<",
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&amp;",
        "\\",
        "#",
        "# a\n",
        "---\n",
        "a\n",
        "\"",
        "http://",
        "http://a.b ",
        "www.",
        "www.a.b ",
        "a@b.c ",
        "www.a_b.",
        "_www.a_b.",
        "_http://",
        "http://[",
        "http://a[",
        "http://a]",
        "http://a;",
        "http://a&gt;",
        "http://a)",
        "https://a.b/[x](https://c)",
        "a://b[",
        "http://a/*.",
        "http://a/_x_",
        "mailto:",
        "_mailto:a@b",
        "mailto:a@b.c",
        "_a@b",
        "_a@b.c_",
        "&#8203;",
        "&#",
        "[a](b)",
        "[[a](b)",
        "[a](b\n",
        "[a]: b [r]: http://r\n",
        "<a:b>",
        "\u3002**\u78C1",
        "\u78C1**\u300C",
        "://",
        "\uD83D\uDE80"
      })
  void aRunOfTheSameIsShown(String unit) {
    int characters = unit.codePointCount(0, unit.length());

    isBounded(unit.repeat(4000 / characters));
  }

  /** Compares allocated bytes, which are the same on any machine: linear, not quadratic. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "_http://",
        "http://[",
        "http://a[",
        "http://a]",
        "http://a&gt;",
        "https://a.b/[x](https://c)",
        "a://b[",
        "http://a/*.",
        "http://a/_x_",
        "www.",
        "_www.a_b.",
        "mailto:",
        "_mailto:a@b",
        "_a@b",
        "&#",
        "&#8203;",
        "[",
        "[a](b)",
        "[a](b\n",
        "[a]: b\n",
        "_",
        "~",
        "<!--",
        "\u3002**\u78C1"
      })
  void fourTimesTheLengthTakesNotMuchMoreThanFourTimesTheMemory(String unit) {
    MessageContent quarter = new MessageContent(unit.repeat(1000 / unit.length()));
    MessageContent whole = new MessageContent(unit.repeat(4000 / unit.length()));
    markdown.toHtml(whole);

    assertThat(allocatedBy(whole)).isLessThan(7 * allocatedBy(quarter));
  }

  private long allocatedBy(MessageContent content) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    markdown.toHtml(content);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 51, 100, 1000, 1990})
  void anyDepthIsShown(int depth) {
    isBounded(nested(depth, "> ", "a", ""));
    isBounded(nested(depth, "*a ", "x", " a*"));
    isBounded(nested(depth, "**a ", "x", "a**"));
    isBounded(nested(depth, "*", "x", "*"));
    isBounded(nested(depth, "_", "x", "_"));
    isBounded(nested(depth, "~~a ", "x", "a~~"));
    isBounded(nested(depth, "[", "a", "]"));
    isBounded(nested(depth, "[", "a", "](http://b)"));
    isBounded(nested(depth, "![", "a", "](http://b)"));
    isBounded("[a]: http://b\n\n" + nested(depth, "![", "a", "][a]"));
    isBounded("[a](" + nested(depth, "(", "b", ")") + ")");
    isBounded(nested(depth, "- > 1. ", "**a [b](http://c)**", ""));
    isBounded(nested(depth, ">", "a\nlazy", ""));
  }

  @Test
  void aDeepListIsShown() {
    var list = new StringBuilder();
    for (int depth = 0; list.length() < 3800; depth++) {
      list.append("  ".repeat(depth)).append("- a\n");
    }

    isBounded(list.toString());
  }

  @Test
  void depthOfBlocksAndDepthWithinThemAddUpToNoMoreThanBoth() {
    isBounded("> ".repeat(100) + "*a ".repeat(200) + "x" + " a*".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50, 100, 300, 500, 1000, 1300})
  void aTableOfAnyWidthIsShown(int columns) {
    String head = "|".repeat(columns + 1) + "\n" + "|-".repeat(columns) + "\n";

    isBounded((head + "a\n".repeat(2000)));
    isBounded((head + "|".repeat(columns) + "\n").repeat(3));
  }

  @Test
  void aTableWithManyMissingCellsIsShownAsItWasWritten() {
    String table = "|a".repeat(300) + "\n" + "|-".repeat(300) + "\n" + "<\n".repeat(1000);

    assertThat(isBounded(table))
        .startsWith("<pre><code>|a|a")
        .endsWith("&lt;\n&lt;\n</code></pre>\n");
  }

  @Test
  void aTableThatPeopleWouldSendIsATable() {
    String table = "|n|name|state|\n|-|-|-|\n" + "|1|integration|passed|\n".repeat(170);

    assertThat(isBounded(table)).startsWith("<table>").endsWith("</table>\n");
  }

  @Test
  void manyLinksByReferenceAreShownAsTheyWereWritten() {
    String content = "[a]: http://b/" + "x".repeat(1000) + "\n\n" + "[a]".repeat(900);

    assertThat(isBounded(content)).startsWith("<pre><code>[a]: http://b/x");
  }

  @Test
  void aFewLinksByReferenceAreLinks() {
    assertThat(isBounded("[a]: http://b\n\n" + "[a] ".repeat(100))).contains("<a href=");
  }

  @Test
  void whatIsShownAsItWasWrittenIsEscapedAndBoundedToo() {
    String content =
        "[a]: http://b/" + "x".repeat(1000) + "\n\n" + "[a]".repeat(700) + "\"".repeat(880);

    assertThat(isBounded(content)).contains("&quot;&quot;").doesNotContain("\"\"");
  }

  private static String nested(int depth, String open, String core, String close) {
    int fitting = Math.min(depth, 3900 / (open.length() + close.length()));
    return open.repeat(fitting) + core + close.repeat(fitting);
  }

  /** Renders on a small stack, and checks that the HTML is well-formed, shallow and short. */
  private String isBounded(String content) {
    String cut =
        content.substring(
            0,
            content.offsetByCodePoints(
                0, Math.min(4000, content.codePointCount(0, content.length()))));
    String html = renderOnSmallStack(new MessageContent(cut));

    assertThat(html.length()).isLessThanOrEqualTo(MAX_HTML);
    var open = new ArrayDeque<String>();
    var tags = TAG.matcher(html);
    while (tags.find()) {
      if (tags.group(1).equals("/")) {
        assertThat(open.pop()).isEqualTo(tags.group(2));
      } else if (tags.group(3) == null) {
        assertThat(tags.group(2).equals("a") && open.contains("a")).isFalse();
        open.push(tags.group(2));
        assertThat(open.size()).isLessThanOrEqualTo(MAX_DEPTH);
      }
    }
    assertThat(open).isEmpty();
    return html;
  }

  private String renderOnSmallStack(MessageContent content) {
    var html = new FutureTask<>(() -> markdown.toHtml(content));
    new Thread(null, html, "small stack", SMALL_STACK).start();
    try {
      return html.get();
    } catch (Exception e) {
      throw new AssertionError("could not be rendered: " + content, e);
    }
  }
}
