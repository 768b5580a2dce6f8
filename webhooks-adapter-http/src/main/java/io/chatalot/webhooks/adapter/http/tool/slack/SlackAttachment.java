package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.ColourDot;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An attachment below the text of a message, with its parts in the order of Slack and Mattermost.
 */
public final class SlackAttachment {
  private final LenientJson attachment;
  private final Function<LenientJson, String> titles;
  private final Function<String, Function<String, String>> formats;

  /**
   * @param titles the Markdown of an attachment's title
   * @param formats the markup of each member by its name
   */
  private SlackAttachment(
      LenientJson attachment,
      Function<LenientJson, String> titles,
      Function<String, Function<String, String>> formats) {
    this.attachment = attachment;
    this.titles = titles;
    this.formats = formats;
  }

  /**
   * Adds an attachment of Slack. Mrkdwn counts in the members that the attachment lists, or in all
   * members if it lists none.
   */
  static void addTo(Draft draft, LenientJson attachment) {
    var blocks = new Draft();
    SlackBlocks.addTo(blocks, attachment.list("blocks"));
    if (!blocks.isEmpty()) {
      draft.addAll(blocks.headed(dot(attachment)::before));
      return;
    }
    LenientJson named = attachment.at("mrkdwn_in");
    List<String> formatted = named.list().stream().map(LenientJson::text).toList();
    draft.addAll(
        read(
            attachment,
            SlackAttachment::title,
            member ->
                (!named.isArray() || formatted.contains(member) ? Mrkdwn.FORMATTED : Mrkdwn.LINKED)
                    ::toMarkdown));
  }

  public static Draft read(
      LenientJson attachment,
      Function<LenientJson, String> titles,
      Function<String, Function<String, String>> formats) {
    return new SlackAttachment(attachment, titles, formats).read();
  }

  private Draft read() {
    String title = Markup.bold(titles.apply(attachment));
    String author = linked(attachment, "author_name", "author_link");
    String footer = text("footer");
    String time = time();
    var body = new Draft();
    Stream.of(text("text"), fields(), links(), footer.isEmpty() ? "" : footed(footer, time))
        .forEach(body::block);
    if (title.isEmpty() && body.isEmpty() && author.isEmpty()) {
      return new Draft()
          .block(text(attachment.text("pretext").isEmpty() ? "fallback" : "pretext"))
          .headed(dot(attachment)::before);
    }
    return new Draft()
        .block(text("pretext"))
        .addAll(withDot(new Draft().block(author), title.isEmpty() && body.isEmpty()))
        .addAll(withDot(new Draft().block(title), !title.isEmpty()))
        .addAll(withDot(body, title.isEmpty()))
        .block(footer.isEmpty() ? time : "");
  }

  /** Marks the headline: the title or, without one, the text; the author stands above it. */
  private Draft withDot(Draft part, boolean isHeadline) {
    return isHeadline ? part.headed(dot(attachment)::before) : part;
  }

  private static ColourDot dot(LenientJson attachment) {
    return ColourDot.ofText(attachment.text("color"));
  }

  private String text(String member) {
    return formats.apply(member).apply(attachment.indented(member));
  }

  /** Slack reads links in a title that is no link itself. */
  private static String title(LenientJson attachment) {
    return attachment.text("title_link").isEmpty()
        ? Escape.lineStart(
            MrkdwnLine.label(Mrkdwn.shortened(attachment.text("title")), Mrkdwn.LINKED, ""))
        : linked(attachment, "title", "title_link");
  }

  public static String linked(LenientJson attachment, String label, String link) {
    String url = SlackToken.decoded(attachment.text(link));
    String text = Escape.label(Shortcodes.inText(Mrkdwn.code(attachment.text(label))));
    return url.isEmpty() ? Escape.lineStart(text) : Markup.link(text, url);
  }

  private static String label(String text) {
    return Escape.label(Shortcodes.inText(SlackToken.decoded(text)));
  }

  private String fields() {
    return Draft.upToEnough(
        "\n", attachment.first(Draft.MAX_ITEMS, "fields").stream().map(this::field));
  }

  private String field(LenientJson field) {
    String title = label(field.text("title"));
    String value = formats.apply("fields").apply(field.indented("value"));
    String name = title.endsWith(":") ? title.substring(0, title.length() - 1) : title;
    return Markup.item(Markup.bold(name), value);
  }

  private String links() {
    Stream<String> images =
        Stream.of("image_url", "thumb_url")
            .map(member -> SlackToken.decoded(attachment.text(member)))
            .distinct()
            .filter(url -> !url.isEmpty())
            .map(url -> Markup.link("Image", url))
            .filter(link -> !link.equals("Image"));
    Stream<String> actions =
        attachment.first(Draft.MAX_ITEMS, "actions").stream().map(SlackAttachment::action);
    return Draft.upToEnough(" · ", Stream.concat(images, actions));
  }

  /** A button with a link; other actions would call the sender's server. */
  private static String action(LenientJson action) {
    String url = SlackToken.decoded(action.text("url"));
    String text = label(action.firstText("text", "name"));
    return url.isEmpty() ? "" : Markup.link(text, url);
  }

  private static String footed(String footer, String time) {
    return time.isEmpty() ? footer : footer + " · " + time;
  }

  /** The time of the attachment; empty for a text that is none. */
  private String time() {
    String sent = attachment.text("ts");
    String time = SlackTime.of(sent);
    return time.equals(sent) ? "" : time;
  }
}
