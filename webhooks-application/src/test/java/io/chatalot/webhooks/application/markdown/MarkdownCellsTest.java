package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chatalot.webhooks.domain.MessageContent;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Tables whose rows leave out nearly all of their cells, which a parser fills in. */
class MarkdownCellsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEGABYTE = 1 << 20;

  private final Markdown markdown = new Markdown();

  @Test
  void aTableOfManyMissingCellsIsGivenUpBeforeItsCellsAreMade() {
    String widest = table(490, 1000);
    MessageContent content = new MessageContent(widest);
    assertThat(markdown.toHtml(content)).startsWith("<pre><code>|a|a");

    // Half a million cells would be a hundred megabytes; what it takes is the same on any machine.
    long before = THREADS.getCurrentThreadAllocatedBytes();
    markdown.toHtml(content);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 * MEGABYTE);
  }

  @Test
  void aTableWhoseMissingCellsFitIsATable() {
    String html = markdown.toHtml(new MessageContent(table(20, 200)));
    assertThat(html).startsWith("<table>").endsWith("</table>\n");
    assertThat(html.split("<td>", -1)).hasSize(20 * 200 + 1);
  }

  @Test
  void aTableWithoutAColumnShowsItsRows() {
    String html = markdown.toHtml(new MessageContent("x\n\n|\n|-|\n|a|b|\nall words\n"));

    assertThat(html)
        .contains("<th>|</th>", "<td>|a|b|</td>", "<td>all words</td>")
        .startsWith("<p>x</p>");
  }

  private static String table(int columns, int rows) {
    return "|a".repeat(columns) + "\n" + "|-".repeat(columns) + "\n" + "a\n".repeat(rows);
  }
}
