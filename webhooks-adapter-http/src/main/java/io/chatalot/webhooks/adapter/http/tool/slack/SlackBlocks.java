package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads Slack's Block Kit. Unknown kinds, and kinds without text, are left out. */
final class SlackBlocks {
  private static final String BETWEEN = " · ";

  /** Slack nests containers less deeply. */
  private static final int MAX_DEPTH = 4;

  private SlackBlocks() {}

  static void addTo(Draft draft, List<LenientJson> blocks) {
    addTo(draft, blocks, MAX_DEPTH);
  }

  private static void addTo(Draft draft, List<LenientJson> blocks, int depth) {
    for (LenientJson block : blocks) {
      if (draft.isFull()) {
        return;
      }
      switch (block.text("type")) {
        case "divider" -> draft.rule();
        case "carousel" ->
            block.first(Draft.MAX_ITEMS, "elements").stream()
                .map(SlackCards::card)
                .forEach(draft::block);
        case "container" -> {
          draft.block(SlackCards.container(block));
          if (depth > 0) {
            addTo(draft, block.list("child_blocks"), depth - 1);
          }
        }
        default -> draft.block(markdown(block));
      }
    }
  }

  private static String markdown(LenientJson block) {
    return switch (block.text("type")) {
      case "header" -> heading(block);
      case "section" -> section(block);
      case "context" -> context(block.first(Draft.MAX_ITEMS, "elements"));
      case "image" -> image(block);
      case "actions" -> actions(block.list("elements"));
      case "rich_text" -> SlackRichText.markdown(block);
      case "markdown" -> Shortcodes.inMarkdown(Mrkdwn.shortened(block.indented("text")));
      case "table" -> SlackTable.markdown(block);
      case "data_table" -> SlackCards.dataTable(block);
      case "data_visualization" -> SlackCards.chart(block);
      case "alert" -> SlackCards.alert(block);
      case "card" -> SlackCards.card(block);
      case "plan" -> SlackCards.plan(block);
      case "task_card" -> SlackCards.task(block);
      case "video" -> SlackCards.video(block);
      case "input" -> SlackCards.input(block);
      default -> "";
    };
  }

  private static String heading(LenientJson block) {
    String text = label(block, "text");
    return text.isEmpty() ? "" : "### " + text;
  }

  private static String section(LenientJson block) {
    var parts = new ArrayList<String>();
    parts.add(text(block.at("text")));
    parts.add(
        joined("\n", block.first(Draft.MAX_ITEMS, "fields").stream().map(SlackBlocks::field)));
    LenientJson accessory = block.at("accessory");
    parts.add(accessory.text("type").equals("image") ? image(accessory) : action(accessory));
    return joined("\n\n", parts.stream());
  }

  /** Writes a field, mostly a name in bold above its value, on one line. */
  private static String field(LenientJson field) {
    String markdown = text(field);
    String[] lines = markdown.split("\n", 2);
    return lines.length == 2 && lines[0].startsWith("**") && lines[0].endsWith("**")
        ? Markup.item(lines[0], lines[1])
        : Markup.item("", markdown);
  }

  /** Reads a text object; some senders send a string instead. */
  static String text(LenientJson object) {
    if (object.isText()) {
      return Mrkdwn.FORMATTED.toMarkdown(object.indented());
    }
    boolean plain = object.text("type").equals("plain_text");
    return (plain ? Mrkdwn.PLAIN : Mrkdwn.FORMATTED).toMarkdown(object.indented("text"));
  }

  /** Writes texts of several lines below each other, and other texts beside each other. */
  private static String context(List<LenientJson> elements) {
    boolean ofLines = elements.stream().anyMatch(one -> one.text("text").indexOf('\n') >= 0);
    return joined(ofLines ? "\n\n" : " ", elements.stream().map(SlackBlocks::inContext));
  }

  /** Leaves out the images of a context block, which are icons. */
  private static String inContext(LenientJson element) {
    return element.text("type").equals("image") ? "" : text(element);
  }

  static String image(LenientJson image) {
    String title = label(image, "title");
    String name = title.isEmpty() ? label(image, "alt_text") : title;
    String url = image.firstText("image_url", "url");
    String address = url.isEmpty() ? image.text("slack_file", "url") : url;
    return address.isEmpty() ? name : Markup.link(name.isEmpty() ? "Image" : name, address);
  }

  static String actions(List<LenientJson> elements) {
    return joined(BETWEEN, elements.stream().map(SlackBlocks::action));
  }

  /** A button or a menu with links; other actions would call the sender's server. */
  private static String action(LenientJson action) {
    return action.text("type").equals("overflow")
        ? joined(BETWEEN, action.list("options").stream().map(SlackBlocks::button))
        : button(action);
  }

  private static String button(LenientJson button) {
    String url = button.text("url");
    return url.isEmpty() ? "" : Markup.link(label(button, "text"), url);
  }

  static String label(LenientJson object, String member) {
    LenientJson text = object.at(member);
    String plain = text.isText() ? text.text() : text.text("text");
    return Escape.label(Shortcodes.inText(SlackToken.decoded(plain)));
  }

  static String joined(String between, Stream<String> parts) {
    return Draft.upToEnough(between, parts.limit(Draft.MAX_ITEMS));
  }
}
