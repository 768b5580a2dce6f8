package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.ColourDot;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the blocks of Slack that have a title and several parts. */
final class SlackCards {
  private static final List<String> LINES =
      List.of("---", "--:", "--:", "--:", "--:", "--:", "--:");

  private SlackCards() {}

  static String alert(LenientJson alert) {
    ColourDot dot =
        switch (alert.text("level")) {
          case "error" -> ColourDot.RED;
          case "warning" -> ColourDot.YELLOW;
          case "success" -> ColourDot.GREEN;
          case "info" -> ColourDot.BLUE;
          default -> ColourDot.NONE;
        };
    return dot.before(SlackBlocks.text(alert.at("text")));
  }

  static String card(LenientJson card) {
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            Markup.bold(SlackBlocks.text(card.at("title"))),
            SlackBlocks.text(card.at("subtitle")),
            SlackBlocks.text(card.at("body")),
            SlackBlocks.image(card.at("hero_image")),
            SlackBlocks.actions(card.list("actions"))));
  }

  /** The titles of a container; its blocks follow. */
  static String container(LenientJson container) {
    LenientJson rich = container.at("rich_text_title");
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            rich.isObject()
                ? SlackRichText.markdown(rich)
                : Markup.bold(SlackBlocks.text(container.at("title"))),
            SlackBlocks.text(container.at("subtitle"))));
  }

  static String plan(LenientJson plan) {
    return SlackBlocks.joined(
        "\n\n",
        Stream.concat(
            Stream.of(Markup.bold(SlackBlocks.label(plan, "title"))),
            plan.first(Draft.MAX_ITEMS, "tasks").stream().map(SlackCards::task)));
  }

  static String task(LenientJson task) {
    String sign =
        switch (task.text("status")) {
          case "complete" -> "✅ ";
          case "error" -> "❌ ";
          case "pending", "in_progress" -> "⏳ ";
          default -> "";
        };
    String title = SlackBlocks.label(task, "title");
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            title.isEmpty() ? "" : sign + title,
            SlackRichText.markdown(task.at("details")),
            SlackRichText.markdown(task.at("output")),
            SlackBlocks.joined(
                " · ", task.first(Draft.MAX_ITEMS, "sources").stream().map(SlackCards::source))));
  }

  private static String source(LenientJson source) {
    return Markup.link(SlackBlocks.label(source, "text"), source.text("url"));
  }

  static String video(LenientJson video) {
    String url = video.firstText("title_url", "video_url");
    String title = SlackBlocks.label(video, "title");
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            Markup.link(title.isEmpty() ? SlackBlocks.label(video, "alt_text") : title, url),
            SlackBlocks.text(video.at("description")),
            SlackBlocks.joined(
                " · ",
                Stream.of("author_name", "provider_name")
                    .map(member -> SlackBlocks.label(video, member)))));
  }

  /** The label of a field for input, and the text in it; nobody can fill it in here. */
  static String input(LenientJson input) {
    LenientJson value = input.at("element", "initial_value");
    String text = value.isObject() ? SlackRichText.markdown(value) : SlackTable.plain(value.text());
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            Markup.bold(SlackBlocks.label(input, "label")),
            text,
            SlackBlocks.text(input.at("hint"))));
  }

  static String dataTable(LenientJson table) {
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(Markup.bold(SlackBlocks.label(table, "caption")), SlackTable.markdown(table)));
  }

  /** A chart as the table of its numbers. */
  static String chart(LenientJson block) {
    LenientJson chart = block.at("chart");
    List<List<LenientJson>> columns =
        chart.has("segments")
            ? List.of(chart.first(Draft.MAX_ITEMS, "segments"))
            : chart.first(LINES.size() - 1, "series").stream()
                .map(series -> series.first(Draft.MAX_ITEMS, "data"))
                .toList();
    var rows = new ArrayList<List<String>>();
    rows.add(
        Stream.concat(
                Stream.of(chart.at("axis_config").text("x_label")),
                chart.first(LINES.size() - 1, "series").stream().map(one -> one.text("name")))
            .map(SlackTable::plain)
            .toList());
    int length = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < length; i++) {
      rows.add(points(columns, i));
    }
    return SlackBlocks.joined(
        "\n\n",
        Stream.of(
            Markup.bold(SlackBlocks.label(block, "title")), SlackTable.markdown(rows, LINES)));
  }

  private static List<String> points(List<List<LenientJson>> columns, int at) {
    String label =
        columns.stream()
            .filter(column -> at < column.size())
            .map(column -> column.get(at).text("label"))
            .findFirst()
            .orElse("");
    Stream<String> values =
        IntStream.range(0, columns.size())
            .mapToObj(columns::get)
            .map(column -> at < column.size() ? column.get(at).text("value") : "");
    return Stream.concat(Stream.of(label), values).map(SlackTable::plain).toList();
  }
}
