package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Invisible;
import java.util.regex.Pattern;

/**
 * Turns Discord's Markdown into CommonMark. Discord has its own mentions and other tokens in angle
 * brackets, spoilers, small print, quotes to the end and fences that close anywhere. It lacks many
 * of CommonMark's blocks, and ends quotes and lists with their last line.
 */
public final class DiscordMarkdown {
  /** Characters that are read. The message would be cut before its end anyway. */
  private static final int MAX_READ = 20_000;

  private static final Pattern STYLED =
      Pattern.compile("(\\*\\*|__|~~|\\|\\|)(?=\\S)([^*_~|]{1,500}+)\\1");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([*_~`|\\\\\\[\\]()#>-])");

  private DiscordMarkdown() {}

  /** Converts a text of any number of lines; empty if nothing of it can be seen. */
  static String text(String discord) {
    return converted(readable(discord).replace("\r\n", "\n").replace('\r', '\n'), false);
  }

  /**
   * @param quoted whether the text stands in a quote, which has no quotes inside
   */
  static String converted(String text, boolean quoted) {
    DiscordCode code = DiscordCode.in(text, quoted);
    return new DiscordBlocks(code.pieces()).convert(DiscordInline.converted(code.text()));
  }

  /** Converts one line, such as a title, to plain text; empty if nothing of it can be seen. */
  static String line(String discord) {
    String unstyled = STYLED.matcher(readable(discord)).replaceAll("$2");
    return Markup.plain(DiscordToken.said(ESCAPED.matcher(unstyled).replaceAll("$1")));
  }

  /** Converts one line in which Discord reads no Markdown, such as a footer. */
  static String plain(String discord) {
    return Markup.plain(DiscordToken.said(readable(discord)));
  }

  /** The first characters of a text; empty if nothing of them can be seen. */
  private static String readable(String discord) {
    String text =
        discord.codePointCount(0, discord.length()) > MAX_READ
            ? discord.substring(0, discord.offsetByCodePoints(0, MAX_READ))
            : discord;
    return Invisible.isAll(text) ? "" : text;
  }
}
