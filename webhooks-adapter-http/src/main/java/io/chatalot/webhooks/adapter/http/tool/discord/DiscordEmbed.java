package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.ColourDot;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.IsoTime;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import io.chatalot.webhooks.domain.Invisible;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An embed: a card below the content of a message. */
final class DiscordEmbed {
  /** A value that begins a block, which needs a line of its own. */
  private static final Pattern BLOCK =
      Pattern.compile("(?:>|[-*]|#{1,3}|[0-9]{1,9}\\.) |```[^`]*$", Pattern.MULTILINE);

  private DiscordEmbed() {}

  static void write(LenientJson embed, Draft draft) {
    if (draft.isFull()) {
      return;
    }
    String author =
        Markup.link(
            DiscordMarkdown.plain(embed.text("author", "name")), embed.text("author", "url"));
    String title =
        Markup.bold(Markup.link(DiscordMarkdown.line(embed.text("title")), embed.text("url")));
    String description = DiscordMarkdown.text(embed.text("description"));
    ColourDot dot = ColourDot.ofNumber(embed.text("color"));
    boolean untitled = Invisible.isAll(title);
    boolean unnamed = untitled && Invisible.isAll(author);
    // Without a title the dot stands before the first text.
    draft.block(untitled ? dot.before(author) : lines(author, dot.before(title)));
    draft.block(unnamed ? dot.before(description) : description);
    draft.block(fields(embed.list("fields")));
    draft.block(
        joined(
            Discord.image("", embed.text("image", "url")),
            Discord.image("Thumbnail", embed.text("thumbnail", "url"))));
    draft.block(joined(footer(embed.text("footer", "text")), time(embed.text("timestamp"))));
  }

  private static String lines(String above, String below) {
    return Invisible.isAll(above) ? below : above + "\n" + below;
  }

  private static String fields(List<LenientJson> fields) {
    return Draft.upToEnough("\n", fields.stream().map(DiscordEmbed::field));
  }

  private static String field(LenientJson field) {
    String name = DiscordMarkdown.line(field.text("name"));
    String value = DiscordMarkdown.text(field.text("value"));
    if (name.isEmpty() && value.isEmpty()) {
      return "";
    }
    String label = name.isEmpty() || value.isEmpty() || name.endsWith(":") ? name : name + ":";
    boolean besides = value.indexOf('\n') < 0 && !BLOCK.matcher(value).lookingAt();
    String said = value.isEmpty() ? "" : (besides ? " " : "\n") + value;
    return "- " + (Markup.bold(label) + said).strip().replace("\n", "\n  ");
  }

  private static String footer(String text) {
    return Draft.upToEnough("\n", text.lines().map(DiscordMarkdown::plain));
  }

  private static String time(String timestamp) {
    return IsoTime.of(timestamp).map(Moment::minute).orElseGet(() -> Markup.plain(timestamp));
  }

  private static String joined(String... parts) {
    return Stream.of(parts)
        .filter(part -> !Invisible.isAll(part))
        .collect(Collectors.joining(" · "));
  }
}
