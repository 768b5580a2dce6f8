package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations of an alert: texts for readers, and links. Annotations of Grafana's own, whose
 * names begin with two underscores, are left out.
 */
final class Annotations {
  /** The names that need no label, in the order in which they are shown. */
  private static final List<String> MAIN = List.of("summary", "description", "message");

  /** Annotations beyond this number are left out. */
  private static final int MAX = 50;

  private static final int MAX_NAME = 80;

  /** The characters of a text that are worth the beginning of it. */
  private static final int LEAST = 20;

  private final Map<String, String> texts = new LinkedHashMap<>();

  /** The names of the links, by address. */
  private final Map<String, String> links = new LinkedHashMap<>();

  private boolean more;

  private Annotations() {}

  /**
   * @param shown the annotations that all alerts of a group share, which are left out
   */
  static Annotations of(LenientJson annotations, LenientJson shown) {
    var own = new Annotations();
    for (String name : MAIN) {
      own.add(name, annotations.value().path(name), shown);
    }
    for (Map.Entry<String, JsonNode> one : annotations.value().properties()) {
      if (!MAIN.contains(one.getKey()) && !one.getKey().startsWith("__")) {
        own.add(one.getKey(), one.getValue(), shown);
      }
    }
    return own;
  }

  private void add(String name, JsonNode value, LenientJson shown) {
    String text = new LenientJson(value).text();
    if (text.isEmpty()
        || value.equals(shown.value().get(name))
        || texts.containsValue(text)
        || links.containsKey(text)) {
      return;
    }
    if (texts.size() + links.size() >= MAX) {
      more = true;
    } else if (!MAIN.contains(name) && Markup.isAddress(text)) {
      links.put(text, label(name));
    } else {
      texts.put(name, text);
    }
  }

  private static String label(String name) {
    String words = name.replaceFirst("(?i)[_-]?url$", "").replace('_', ' ').strip();
    return Markup.plain(Text.shortened(words.isEmpty() ? name : words, MAX_NAME));
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Links such as the runbook's, without addresses too long for a reader. */
  List<String> links() {
    return links.entrySet().stream()
        .map(link -> Alert.link("", link.getValue(), link.getKey()))
        .toList();
  }

  /**
   * The lines of all texts, with {@code …} where they are cut.
   *
   * @param each the most characters of a text
   * @param all the characters of all texts
   */
  List<String> lines(int each, int all) {
    var lines = new ArrayList<String>();
    int left = all;
    boolean cut = more;
    for (Map.Entry<String, String> one : texts.entrySet()) {
      if (left < LEAST) {
        cut = true;
        break;
      }
      String text = Text.shortened(one.getValue(), Math.min(each, left));
      left -= text.length();
      write(one.getKey(), text, lines);
    }
    if (cut) {
      lines.add("…");
    }
    return lines;
  }

  private static void write(String name, String text, List<String> lines) {
    List<String> written = text.lines().map(Markup::text).filter(line -> !line.isEmpty()).toList();
    if (MAIN.contains(name)) {
      lines.addAll(written);
      return;
    }
    String label = Markup.bold(Markup.plain(Text.shortened(name, MAX_NAME)) + ":");
    if (written.size() == 1) {
      lines.add(label + " " + written.get(0));
    } else {
      lines.add(label);
      lines.addAll(written);
    }
  }
}
