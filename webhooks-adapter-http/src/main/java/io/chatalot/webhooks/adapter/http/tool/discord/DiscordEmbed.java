package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import io.chatalot.webhooks.domain.Invisible;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An embed: a card below the content of a message. */
final class DiscordEmbed {
  private DiscordEmbed() {}

  static void write(LenientJson embed, Draft draft) {
    if (draft.isFull()) {
      return;
    }
    draft.block(head(embed));
    draft.block(DiscordMarkdown.text(embed.text("description")));
    draft.block(fields(embed.list("fields")));
    draft.block(
        joined(
            Discord.image("", embed.text("image", "url")),
            Discord.image("Thumbnail", embed.text("thumbnail", "url"))));
    draft.block(
        joined(DiscordMarkdown.line(embed.text("footer", "text")), time(embed.text("timestamp"))));
  }

  /** The author and the title, each with its link. */
  private static String head(LenientJson embed) {
    String author =
        Markup.link(
            DiscordMarkdown.line(embed.text("author", "name")), embed.text("author", "url"));
    String title = Markup.link(DiscordMarkdown.line(embed.text("title")), embed.text("url"));
    return Stream.of(author, Markup.bold(title))
        .filter(line -> !Invisible.isAll(line))
        .collect(Collectors.joining("\n"));
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
    boolean besides = value.indexOf('\n') < 0;
    String said = value.isEmpty() ? "" : (besides ? " " : "\n") + value;
    return "- " + (Markup.bold(label) + said).strip().replace("\n", "\n  ");
  }

  private static String time(String timestamp) {
    try {
      return timestamp.isEmpty() ? "" : Moment.minute(OffsetDateTime.parse(timestamp).toInstant());
    } catch (DateTimeException unknownForm) {
      return Markup.plain(timestamp);
    }
  }

  private static String joined(String... parts) {
    return Stream.of(parts)
        .filter(part -> !Invisible.isAll(part))
        .collect(Collectors.joining(" · "));
  }
}
