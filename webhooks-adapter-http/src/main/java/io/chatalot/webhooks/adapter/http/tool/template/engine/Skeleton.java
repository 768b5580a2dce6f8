package io.chatalot.webhooks.adapter.http.tool.template.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * The Markdown of the author with one character in place of each value, so that its structure can
 * be read without the values, and the places where the structure decides how a value is written.
 */
final class Skeleton {
  /** Stands for a value; it also can be a character of the author's. */
  private static final char VALUE = '\uFFFC';

  private final String text;
  private final List<Mixed.Part> values = new ArrayList<>();

  /** For each value, its place in the text. */
  private final List<Integer> places = new ArrayList<>();

  /** What is written in place of a part of the text, by the start of the part. */
  private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();

  /** The characters in the labels of links. */
  private final BitSet labels = new BitSet();

  /** A part of the text, up to but without its end. */
  record Replacement(int end, String markdown) {}

  Skeleton(Mixed printed) {
    var out = new StringBuilder(printed.length());
    for (Mixed.Part part : printed.parts()) {
      if (part.isMarkdown()) {
        out.append(part.text());
      } else {
        places.add(out.length());
        values.add(part);
        out.append(VALUE);
      }
    }
    text = out.toString();
  }

  String text() {
    return text;
  }

  /** The value at a place, or null. */
  String valueAt(int place) {
    Mixed.Part part = partAt(place);
    return part == null ? null : part.text();
  }

  /** Whether the value at a place was printed by itself, so that space around it means nothing. */
  boolean isWhole(int place) {
    return partAt(place).kind() == Mixed.Kind.VALUE;
  }

  private Mixed.Part partAt(int place) {
    if (place >= text.length() || text.charAt(place) != VALUE) {
      return null;
    }
    int index = indexOf(place);
    return index < 0 || places.get(index) != place ? null : values.get(index);
  }

  /** Whether there is a value from a place up to another. */
  boolean hasValue(int from, int to) {
    int index = indexOf(from);
    int first = index >= 0 && places.get(index) == from ? index : index + 1;
    return first < places.size() && places.get(first) < to;
  }

  /** The last value that is not after a place; -1 if there is none. */
  private int indexOf(int place) {
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places.get(middle) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Whether a character is the author's and this one. */
  boolean is(int place, char c) {
    return place >= 0 && place < text.length() && text.charAt(place) == c && valueAt(place) == null;
  }

  /** A part of the text with its values as they are. */
  String filled(int from, int to) {
    if (!hasValue(from, to)) {
      return text.substring(from, to);
    }
    var out = new StringBuilder();
    for (int i = from; i < to; i++) {
      String value = valueAt(i);
      if (value == null) {
        out.append(text.charAt(i));
      } else {
        out.append(value);
      }
    }
    return out.toString();
  }

  void markLabel(int from, int to) {
    labels.set(from, to);
  }

  boolean isInLabel(int place) {
    return labels.get(place);
  }

  void replace(int from, int to, String markdown) {
    replacements.put(from, new Replacement(to, markdown));
  }

  /** What is written in place of the text that starts here, or null. */
  Replacement replacementAt(int place) {
    return replacements.get(place);
  }
}
