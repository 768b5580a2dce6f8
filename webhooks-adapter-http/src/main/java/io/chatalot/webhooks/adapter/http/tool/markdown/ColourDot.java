package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The emoji that shows the colour which another platform paints beside a card. */
public enum ColourDot {
  NONE(""),
  RED("🔴"),
  ORANGE("🟠"),
  YELLOW("🟡"),
  GREEN("🟢"),
  BLUE("🔵"),
  WHITE("⚪");

  /** Slack's names, and colour names that senders write in their place. */
  private static final Map<String, ColourDot> NAMES =
      Map.ofEntries(
          Map.entry("good", GREEN),
          Map.entry("warning", YELLOW),
          Map.entry("danger", RED),
          Map.entry("bad", RED),
          Map.entry("red", RED),
          Map.entry("orange", ORANGE),
          Map.entry("yellow", YELLOW),
          Map.entry("green", GREEN),
          Map.entry("blue", BLUE),
          Map.entry("purple", BLUE),
          Map.entry("gray", WHITE),
          Map.entry("grey", WHITE),
          Map.entry("black", WHITE),
          Map.entry("white", WHITE));

  private static final Pattern HEX =
      Pattern.compile("(?:#|0x)?([0-9a-f]{3}|[0-9a-f]{6})|#([0-9a-f]{6})[0-9a-f]{2}");

  private static final Pattern DECIMAL = Pattern.compile("0*([0-9]{1,8})(?:\\.0+)?");

  private static final int MAX_RGB = 0xFFFFFF;

  /** The longest text that is read as a colour. */
  private static final int MAX_LENGTH = 30;

  /**
   * The difference of the strongest and the weakest part of a colour that is still seen as grey.
   */
  private static final int GREY = 32;

  /** A line of Markdown that begins a block, so that a dot before it would make it text. */
  private static final Pattern BLOCK =
      Pattern.compile("(?:```|~~~|>|\\||[-*+](?:\\s|$)|[0-9]{1,9}[.)](?:\\s|$)| {4}|\\t)");

  private static final Pattern HEADING = Pattern.compile("#{1,6} ");

  private final String emoji;

  ColourDot(String emoji) {
    this.emoji = emoji;
  }

  /** The dot of a name such as {@code danger}, or of a hexadecimal colour such as {@code #f00}. */
  public static ColourDot ofText(String colour) {
    if (colour.length() > MAX_LENGTH) {
      return NONE;
    }
    String name = colour.strip().toLowerCase(Locale.ROOT);
    Matcher hex = HEX.matcher(name);
    if (NAMES.containsKey(name) || !hex.matches()) {
      return NAMES.getOrDefault(name, NONE);
    }
    String digits = hex.group(1) == null ? hex.group(2) : hex.group(1);
    return ofRgb(
        Integer.parseInt(digits.length() == 3 ? digits.replaceAll(".", "$0$0") : digits, 16));
  }

  /** The dot of a decimal number, in which 0 means no colour; also of a colour as a text. */
  public static ColourDot ofNumber(String colour) {
    if (colour.length() > MAX_LENGTH) {
      return NONE;
    }
    Matcher decimal = DECIMAL.matcher(colour.strip());
    if (!decimal.matches()) {
      return ofText(colour);
    }
    int rgb = Integer.parseInt(decimal.group(1));
    return rgb == 0 || rgb > MAX_RGB ? NONE : ofRgb(rgb);
  }

  private static ColourDot ofRgb(int rgb) {
    int red = rgb >> 16;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    int most = Math.max(red, Math.max(green, blue));
    int range = most - Math.min(red, Math.min(green, blue));
    if (range < GREY) {
      return WHITE;
    }
    int hue =
        most == red
            ? 60 * (green - blue) / range
            : most == green ? 120 + 60 * (blue - red) / range : 240 + 60 * (red - green) / range;
    return ofHue(Math.floorMod(hue, 360));
  }

  /**
   * @param degrees of the colour wheel; purple counts as blue, and pink as red
   */
  private static ColourDot ofHue(int degrees) {
    if (degrees < 15 || degrees >= 310) {
      return RED;
    }
    if (degrees < 41) {
      return ORANGE;
    }
    if (degrees < 70) {
      return YELLOW;
    }
    return degrees < 172 ? GREEN : BLUE;
  }

  /**
   * Puts the dot before Markdown, such as a title, unless the Markdown is empty or begins with an
   * emoji. A block that a dot would turn into text, such as a list, gets the dot on a line above.
   */
  public String before(String markdown) {
    if (this == NONE || markdown.isEmpty() || Emoji.begins(markdown)) {
      return markdown;
    }
    Matcher heading = HEADING.matcher(markdown);
    if (heading.lookingAt()) {
      return heading.group() + emoji + " " + markdown.substring(heading.end());
    }
    return emoji + (BLOCK.matcher(markdown).lookingAt() ? "\n\n" : " ") + markdown;
  }
}
