package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import io.chatalot.webhooks.domain.Invisible;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads Slack's tables. Markdown has no table without a head, so the first row is the head. */
final class SlackTable {
  /** Slack allows 20. The renderer shows further cells of a row in its last column. */
  private static final int MAX_COLUMNS = 50;

  private SlackTable() {}

  static String markdown(LenientJson table) {
    List<List<String>> rows =
        table.first(Draft.MAX_ITEMS, "rows").stream().map(SlackTable::row).toList();
    List<LenientJson> settings = table.first(MAX_COLUMNS, "column_settings");
    return markdown(
        rows,
        IntStream.range(0, MAX_COLUMNS)
            .mapToObj(i -> i < settings.size() ? line(settings.get(i).text("align")) : "---")
            .toList());
  }

  /** Writes a table of cells in Markdown, with the lines below the head. */
  static String markdown(List<List<String>> rows, List<String> lines) {
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    if (rows.stream().flatMap(List::stream).allMatch(Invisible::isAll)) {
      return "";
    }
    int columns = Math.min(width, lines.size());
    var table = new StringBuilder(row(rows.get(0), columns));
    table.append('\n').append(row(lines.subList(0, columns), columns));
    for (List<String> row : rows.subList(1, rows.size())) {
      if (table.length() <= Draft.ENOUGH && !row.isEmpty()) {
        table.append('\n').append(row(row, columns));
      }
    }
    return table.toString();
  }

  private static String row(List<String> cells, int columns) {
    return cells.stream().map(SlackTable::inRow).collect(Collectors.joining("", "|", ""))
        + "  |".repeat(Math.max(0, columns - cells.size()));
  }

  private static String inRow(String cell) {
    return ' ' + cell.replace("|", "\\|") + " |";
  }

  private static String line(String align) {
    return switch (align) {
      case "center" -> ":-:";
      case "right" -> "--:";
      default -> "---";
    };
  }

  private static List<String> row(LenientJson row) {
    return new LenientJson(row.value())
        .first(Draft.MAX_ITEMS).stream().map(SlackTable::cell).toList();
  }

  private static String cell(LenientJson cell) {
    String text =
        switch (cell.text("type")) {
          case "rich_text" -> SlackRichText.line(cell);
          case "mrkdwn", "plain_text" -> SlackBlocks.text(cell).replaceAll("\\s*\n\\s*", " ");
          default -> plain(cell.isObject() ? cell.firstText("text", "value") : cell.text());
        };
    return text.length() > Draft.ENOUGH ? Mrkdwn.shortened(text) : text;
  }

  static String plain(String text) {
    return Escape.label(Shortcodes.inText(SlackToken.decoded(Mrkdwn.shortened(text))));
  }
}
