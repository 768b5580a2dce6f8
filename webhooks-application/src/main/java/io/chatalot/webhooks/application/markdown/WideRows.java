package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.AddressParser;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.SourceSpan;

/**
 * Shows the surplus cells of a table row in the row's last cell. GitHub hides cells beyond the
 * head's columns (GFM, "Tables (extension)"). Rows of a table without columns are shown whole.
 */
final class WideRows extends AbstractVisitor {
  private final String source;

  /**
   * @param source the parsed Markdown, to which the source spans of the blocks refer
   */
  WideRows(String source) {
    this.source = source;
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableRow row && row.getLastChild() instanceof TableCell last) {
      for (SourceSpan span : row.getSourceSpans()) {
        String more = withoutCells(text(span), cells(row));
        if (!more.isEmpty()) {
          AddressParser.appendText(" | " + more.replace("\\|", "|"), last);
        }
      }
    } else if (node instanceof TableRow row) {
      showWhole(row);
    } else {
      visitChildren(node);
    }
  }

  /** A head such as {@code |} has no column, so the parser gives no row a cell. */
  private void showWhole(TableRow row) {
    var cell = new TableCell();
    cell.setHeader(row.getParent() instanceof TableHead);
    row.appendChild(cell);
    for (SourceSpan span : row.getSourceSpans()) {
      AddressParser.appendText(text(span).strip(), cell);
    }
  }

  private String text(SourceSpan span) {
    return source.substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
  }

  private static int cells(TableRow row) {
    int cells = 0;
    for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells++;
    }
    return cells;
  }

  /** The rest of a row behind its first cells. */
  private static String withoutCells(String row, int cells) {
    String line = row.strip();
    int left = line.startsWith("|") ? cells + 1 : cells;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\\' && line.startsWith("|", i + 1)) {
        i++;
      } else if (line.charAt(i) == '|' && --left == 0) {
        String more = line.substring(i + 1).strip();
        return more.endsWith("|") ? more.substring(0, more.length() - 1).strip() : more;
      }
    }
    return "";
  }
}
