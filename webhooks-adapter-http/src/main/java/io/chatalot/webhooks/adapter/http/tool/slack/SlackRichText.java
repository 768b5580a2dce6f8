package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import io.chatalot.webhooks.domain.Invisible;
import java.util.List;

/** Reads rich text blocks, which Slack's editor and some senders write. */
final class SlackRichText {
  private static final int MAX_INDENT = 8;

  private SlackRichText() {}

  static String markdown(LenientJson block) {
    var parts = new StringBuilder();
    for (LenientJson part : block.first(Draft.MAX_ITEMS, "elements")) {
      String markdown = parts.length() > Draft.ENOUGH ? "" : part(part);
      if (!Invisible.isAll(markdown)) {
        boolean goesOn = isList(part) && part.at("indent").within(0, MAX_INDENT) > 0;
        parts.append(parts.isEmpty() ? "" : goesOn ? "\n" : "\n\n").append(markdown);
      }
    }
    return parts.toString();
  }

  private static boolean isList(LenientJson part) {
    return part.text("type").equals("rich_text_list");
  }

  private static String part(LenientJson part) {
    return switch (part.text("type")) {
      case "rich_text_section" -> inline(part);
      case "rich_text_quote" -> "> " + inline(part).strip().replace("\n", "\n> ");
      case "rich_text_preformatted" -> fenced(plain(part));
      case "rich_text_list" -> list(part);
      default -> "";
    };
  }

  private static String list(LenientJson list) {
    boolean ordered = list.text("style").equals("ordered");
    int number = list.at("offset").within(0, 1_000_000) + 1;
    String indent = "  ".repeat(list.at("indent").within(0, MAX_INDENT));
    var items = new StringBuilder();
    for (LenientJson item : list.first(Draft.MAX_ITEMS, "elements")) {
      String mark = ordered ? number++ + ". " : "- ";
      String text = items.length() > Draft.ENOUGH ? "" : inline(item).strip();
      if (!text.isEmpty()) {
        String below = "\n" + indent + " ".repeat(mark.length());
        items.append(items.isEmpty() ? "" : "\n").append(indent).append(mark);
        items.append(text.replace("\n", below));
      }
    }
    return items.toString();
  }

  private static String fenced(String code) {
    return Invisible.isAll(code)
        ? ""
        : "```\n" + code.stripTrailing().replace("```", "'''") + "\n```";
  }

  private static String plain(LenientJson part) {
    var text = new StringBuilder();
    for (LenientJson element : elements(part)) {
      if (text.length() <= Draft.ENOUGH) {
        text.append(shown(element));
      }
    }
    return text.toString();
  }

  private static String inline(LenientJson part) {
    var line = new StyledText();
    for (LenientJson element : elements(part)) {
      if (line.length() <= Draft.ENOUGH) {
        add(line, element);
      }
    }
    return line.markdown();
  }

  private static List<LenientJson> elements(LenientJson part) {
    return part.first(Draft.MAX_ITEMS, "elements");
  }

  private static void add(StyledText line, LenientJson element) {
    if (element.text("type").equals("link")) {
      String url = element.text("url");
      String label = element.text("text");
      line.add(
          Markup.link(Escape.label(label.isEmpty() ? url : Shortcodes.inText(label)), url),
          styles(element));
    } else if (element.isTrue("style", "code")) {
      line.add(Markup.code(shown(element)), "");
    } else {
      line.text(Shortcodes.inText(shown(element)), styles(element));
    }
  }

  private static String styles(LenientJson element) {
    return (element.isTrue("style", "bold") ? "**" : "")
        + (element.isTrue("style", "italic") ? "*" : "")
        + (element.isTrue("style", "strike") ? "~~" : "");
  }

  private static String shown(LenientJson element) {
    return switch (element.text("type")) {
      case "text" -> Mrkdwn.shortened(element.raw("text"));
      case "link" -> element.firstText("text", "url");
      case "emoji" -> emoji(element);
      case "user" -> at(element.text("user_id"));
      case "usergroup" -> at(element.text("usergroup_id"));
      case "broadcast" -> at(element.text("range"));
      case "channel" ->
          element.text("channel_id").isEmpty() ? "" : '#' + element.text("channel_id");
      case "date" -> {
        String fallback = element.text("fallback");
        yield fallback.isEmpty() ? SlackTime.ofEpoch(element.text("timestamp")) : fallback;
      }
      case "color" -> element.text("value");
      default -> "";
    };
  }

  /** An emoji of the sender's own has no character, so its name stays. */
  private static String emoji(LenientJson element) {
    String name = element.text("name");
    String tone = element.text("skin_tone");
    return name.isEmpty()
        ? ""
        : Shortcodes.named(tone.isEmpty() ? name : name + "::skin-tone-" + tone)
            .or(() -> Shortcodes.named(name))
            .orElse(':' + name + ':');
  }

  private static String at(String name) {
    return name.isEmpty() ? "" : '@' + name;
  }
}
