package io.chatalot.webhooks.adapter.http.tool.markdown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The emoji of Slack's and GitHub's names, from the table of the library JEmoji. */
final class EmojiTable {
  private static final String FILE = "emojis.json";

  /** Read at the first use, since most messages have no shortcode. */
  private static final class Lazy {
    private static final Map<String, String> EMOJI = read();
  }

  private EmojiTable() {}

  /**
   * The emoji of a shortcode such as {@code :+1::skin-tone-2:}; null for an unknown one. Where the
   * platforms differ, Slack's emoji counts, which is Mattermost's too.
   */
  static String get(String shortcode) {
    return Lazy.EMOJI.get(shortcode);
  }

  private static Map<String, String> read() {
    var slack = new HashMap<String, String>(8192);
    var github = new HashMap<String, String>(4096);
    try (InputStream in = EmojiTable.class.getResourceAsStream(FILE);
        JsonParser json = new JsonFactory().createParser(in)) {
      String emoji = "";
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          switch (json.currentName()) {
            case "emoji" -> emoji = json.nextTextValue();
            case "slackAliases" -> addAliases(json, emoji, slack);
            case "githubAliases" -> addAliases(json, emoji, github);
            default -> {}
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    github.forEach(slack::putIfAbsent);
    return Map.copyOf(slack);
  }

  private static void addAliases(JsonParser json, String emoji, Map<String, String> emojis)
      throws IOException {
    json.nextToken();
    for (String name = json.nextTextValue(); name != null; name = json.nextTextValue()) {
      emojis.putIfAbsent(name, emoji);
    }
  }
}
