package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import io.chatalot.webhooks.domain.Invisible;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns Discord's Markdown into CommonMark. Discord has its own mentions and other tokens in angle
 * brackets, spoilers, small print, quotes to the end and fences that close anywhere; it lacks some
 * of CommonMark's blocks.
 */
public final class DiscordMarkdown {
  /** Characters that are read. The message would be cut before its end anyway. */
  private static final int MAX_READ = 20_000;

  /** The deepest indent of a fence in nested lists; a deeper fence is read as text. */
  private static final int MAX_INDENT = 16;

  private static final Pattern TOKEN =
      Pattern.compile(
          "<(?:(?<sign>@|#)[!&]?[0-9]{1,20}"
              + "|a?:(?<emoji>\\w{1,32}):[0-9]{1,20}"
              + "|/(?<command>[^<>:\\n]{1,100}):[0-9]{1,20}"
              + "|t:(?<time>-?[0-9]{1,13})(?::(?<style>[tTdDfFsSR]))?)>");

  /**
   * Markup that CommonMark reads in another way, and code and escapes, in which nothing is
   * replaced.
   */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "(?<escape>\\\\[!-/:-@\\[-`{-~])"
              + "|(?<ticks>`{1,20}+)"
              + "|(?<token><[@#/:at][^<>\\n]{1,150}>)"
              + "|\\|\\|(?<spoiler>(?![\\s|])[^|]{1,2000}+(?<!\\s))\\|\\|"
              + "|^(?:(?<small>-# +)|(?<rest>>>> +)|(?<fence> {0,3}~)(?=~~)"
              + "|(?<definition>[ >]{0,10}(?:(?:[-*+]|[0-9]{1,3}[.)]) {1,4})?\\[)"
              + "(?=[^\\[\\]]{1,999}+]:))"
              + "|(?<=\\S[ \\t]{0,3}\\n)(?<underline> {0,3}(?:-+|=+)[ \\t]*$)",
          Pattern.MULTILINE);

  /** Markers of lists and quotes, after which a fence still begins a block. */
  private static final Pattern CONTAINER =
      Pattern.compile("[\\s>]*(?:(?:[-*+]|[0-9]{1,9}[.)])\\s+)?");

  private static final Pattern LANGUAGE = Pattern.compile("[\\w+.#-]{0,40}[ \\t]*\\n");

  private static final Pattern MARKERS = Pattern.compile("\\*\\*|__|~~|\\|\\|");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([*_~`|\\\\\\[\\]()#>-])");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final StringBuilder out = new StringBuilder();
  private final String text;
  private final boolean quoted;

  private DiscordMarkdown(String text, boolean quoted) {
    this.text = text;
    this.quoted = quoted;
  }

  /** Converts a text of any number of lines; empty if nothing of it can be seen. */
  static String text(String discord) {
    return new DiscordMarkdown(readable(discord).replace("\r\n", "\n"), false).convert();
  }

  /** Converts one line of plain text; empty if nothing of it can be seen. */
  static String line(String discord) {
    String unmarked = MARKERS.matcher(readable(discord)).replaceAll("");
    String unescaped = ESCAPED.matcher(unmarked).replaceAll("$1");
    return Markup.plain(
        TOKEN
            .matcher(unescaped)
            .replaceAll(token -> Matcher.quoteReplacement(said(token.group()))));
  }

  /**
   * The first characters of a text, without characters that cannot be stored; empty if nothing of
   * them can be seen.
   */
  private static String readable(String discord) {
    var kept = new StringBuilder();
    discord
        .codePoints()
        .limit(MAX_READ)
        .filter(c -> c != 0 && Character.getType(c) != Character.SURROGATE)
        .forEach(kept::appendCodePoint);
    String text = kept.toString();
    return Invisible.isAll(text) ? "" : text;
  }

  private String convert() {
    Matcher special = SPECIAL.matcher(text);
    int from = 0;
    while (special.find(from)) {
      out.append(text, from, special.start());
      from = special.end();
      if (special.group("ticks") != null) {
        from = code(special.group(), special.start());
      } else if (special.group("rest") != null && !quoted) {
        String rest = new DiscordMarkdown(text.substring(from), true).convert();
        return out.append("> ").append(rest.replace("\n", "\n> ")).toString();
      } else {
        out.append(simple(special));
      }
      if (from == text.length()) {
        return out.toString();
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String simple(Matcher special) {
    String found = special.group();
    if (special.group("token") != null) {
      return said(found);
    }
    if (special.group("spoiler") != null) {
      return new DiscordMarkdown(special.group("spoiler"), true).convert();
    }
    if (special.group("small") != null) {
      return "";
    }
    if (special.group("definition") != null || special.group("fence") != null) {
      return found.substring(0, found.length() - 1) + '\\' + found.substring(found.length() - 1);
    }
    return special.group("underline") != null ? '\\' + found.strip() : found;
  }

  /**
   * Copies code unchanged, moves its fences to lines of their own, and returns the end of the code.
   */
  private int code(String ticks, int start) {
    int opened = start + ticks.length();
    int closing = closing(ticks, opened);
    String before = out.substring(out.lastIndexOf("\n") + 1);
    if (ticks.length() < 3) {
      int end = closing < 0 ? opened : closing + ticks.length();
      out.append(text, start, end);
      return end;
    }
    String inside = text.substring(opened, closing < 0 ? text.length() : closing);
    if (closing < 0 && !before.isBlank()) {
      out.append(ticks.replace("`", "\\`"));
      return opened;
    }
    int end = closing < 0 ? text.length() : closing + ticks.length();
    if (inside.indexOf('\n') < 0 && closing >= 0
        || !before.isBlank() && CONTAINER.matcher(before).matches()) {
      out.append(text, start, end);
      return end;
    }
    // Inside a list item a line without indent would end the item, and the fence with it.
    String indent = before.isBlank() && before.length() <= MAX_INDENT ? before : "";
    String code =
        inside
            .replaceFirst("\\n[ \\t]*\\z", "")
            .replaceAll("\\n(?!" + indent + "|\\n)", '\n' + indent);
    out.append(before.isBlank() ? "" : "\n").append(ticks);
    out.append(LANGUAGE.matcher(inside).lookingAt() ? "" : '\n' + indent).append(code);
    out.append('\n').append(indent).append(ticks);
    out.append(end < text.length() && text.charAt(end) != '\n' ? "\n" : "");
    return end;
  }

  /**
   * Finds the end of code: a fence ends at the next fence, inline code at an equal number of ticks.
   */
  private int closing(String ticks, int from) {
    int found = text.indexOf(ticks, from);
    while (found >= 0 && ticks.length() < 3) {
      int end = found;
      while (end < text.length() && text.charAt(end) == '`') {
        end++;
      }
      if (end - found == ticks.length()) {
        return found;
      }
      found = text.indexOf(ticks, end);
    }
    return found;
  }

  /** Replaces a token by a word, since only Discord knows the name behind its id. */
  private static String said(String text) {
    Matcher token = TOKEN.matcher(text);
    if (!token.matches()) {
      return text;
    }
    if (token.group("emoji") != null) {
      return ":" + token.group("emoji") + ":";
    }
    if (token.group("command") != null) {
      return "/" + token.group("command");
    }
    return token.group("time") != null
        ? time(text, Long.parseLong(token.group("time")), token.group("style"))
        : token.group("sign") + text.replaceAll("[^0-9]", "");
  }

  private static String time(String token, long epochSecond, String style) {
    try {
      Instant time = Instant.ofEpochSecond(epochSecond);
      return time.isAfter(LAST) ? token : moment(time, style == null ? "f" : style);
    } catch (DateTimeException outOfRange) {
      return token;
    }
  }

  private static String moment(Instant time, String style) {
    return switch (style) {
      case "t" -> Moment.minuteOfDay(time);
      case "T" -> Moment.secondOfDay(time);
      case "d", "D" -> Moment.day(time);
      default -> Moment.minute(time);
    };
  }
}
