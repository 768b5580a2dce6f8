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
  private SlackRichText() {}

  static String markdown(LenientJson block) {
    var parts = new StringBuilder();
    var lists = new SlackRichLists();
    for (LenientJson part : block.first(Draft.MAX_ITEMS, "elements")) {
      boolean goesOn = isList(part) && lists.continuesWith(part);
      String markdown = parts.length() > Draft.ENOUGH ? "" : part(part, lists);
      if (!Invisible.isAll(markdown)) {
        parts.append(parts.isEmpty() ? "" : goesOn ? "\n" : "\n\n").append(markdown);
      }
    }
    return parts.toString();
  }

  /** The block on one line, for the cell of a table. */
  static String line(LenientJson block) {
    return Draft.upToEnough(
            " ", block.first(Draft.MAX_ITEMS, "elements").stream().map(SlackRichText::partOfLine))
        .replaceAll("\\s*\n\\s*", " ");
  }

  private static String partOfLine(LenientJson part) {
    return switch (part.text("type")) {
      case "rich_text_preformatted" -> Markup.code(plain(part));
      case "rich_text_list" -> SlackRichLists.line(part);
      case "rich_text_section", "rich_text_quote" -> inline(part);
      default -> {
        var line = new StyledText();
        add(line, part);
        yield line.markdown();
      }
    };
  }

  private static boolean isList(LenientJson part) {
    return part.text("type").equals("rich_text_list");
  }

  private static String part(LenientJson part, SlackRichLists lists) {
    if (isList(part)) {
      return lists.markdown(part);
    }
    lists.close();
    return switch (part.text("type")) {
      case "rich_text_section" -> inline(part);
      case "rich_text_quote" -> "> " + inline(part).strip().replace("\n", "\n> ");
      case "rich_text_preformatted" -> fenced(plain(part));
      default -> "";
    };
  }

  private static String fenced(String code) {
    return Invisible.isAll(code) ? "" : Markup.fenced(code);
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

  static String inline(LenientJson part) {
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
    boolean code = element.isTrue("style", "code");
    if (element.text("type").equals("link")) {
      line.add(link(element, code), styles(element));
    } else if (code) {
      line.add(Markup.code(shown(element)), "");
    } else {
      line.text(Shortcodes.inText(shown(element)), styles(element));
    }
  }

  private static String link(LenientJson link, boolean code) {
    String url = link.text("url");
    String text = link.text("text");
    if (code) {
      return Markup.link(Markup.code(text.isEmpty() ? url : text), url);
    }
    return text.isEmpty() || text.equals(url)
        ? Markup.link(Escape.label(url), url)
        : Markup.link(Escape.label(Shortcodes.inText(text)), url);
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
        yield fallback.isEmpty() ? SlackTime.of(element.text("timestamp")) : fallback;
      }
      case "color" -> element.text("value");
      case "team" -> at(element.text("team_id"));
      default -> element.firstText("text", "fallback", "name", "url");
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
