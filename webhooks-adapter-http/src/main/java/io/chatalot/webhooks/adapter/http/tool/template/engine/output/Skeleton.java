package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The Markdown of the author with one character in place of each value, so that its structure can
 * be read without the values, and the places where the structure decides how a value is written.
 */
final class Skeleton {
  /** Stands for a value; it also can be a character of the author's. */
  private static final char VALUE = '\uFFFC';

  /** Quote marks, list marks and indentation at the beginning of a line. */
  private static final Pattern MARKS = Pattern.compile("[\\s>+*0-9.)-]*+");

  private static final int MAX_MARKS = 60;

  private final String text;
  private final List<Mixed.Part> values = new ArrayList<>();

  /** For each value, its place in the text. */
  private final List<Integer> places = new ArrayList<>();

  /** What is written in place of a part of the text, by the start of the part. */
  private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();

  /** The characters that are replaced. */
  private final BitSet written = new BitSet();

  /** The characters in the labels of links. */
  private final BitSet labels = new BitSet();

  /** A part of the text, up to but without its end. */
  record Replacement(int end, String markdown) {}

  Skeleton(Mixed printed) {
    var out = new StringBuilder(printed.length());
    for (Iterator<Mixed.Part> parts = printed.parts().iterator(); parts.hasNext(); ) {
      Mixed.Part part = parts.next();
      // Neighbours are one value, since "1" and ". a" together would be an item of a list.
      var value = new StringBuilder();
      boolean whole = true;
      boolean isValue = !part.isMarkdown();
      while (!part.isMarkdown()) {
        value.append(part.text());
        whole &= part.kind() == Mixed.Kind.VALUE;
        if (!parts.hasNext()) {
          break;
        }
        part = parts.next();
      }
      if (isValue && !(value.toString().isBlank() && startsLine(out, out.length()))) {
        places.add(out.length());
        values.add(new Mixed.Part(value.toString(), whole ? Mixed.Kind.VALUE : Mixed.Kind.PIECE));
        out.append(VALUE);
      }
      if (part.isMarkdown()) {
        out.append(part.text());
      }
    }
    text = out.toString();
  }

  /** Whether a line starts here: a value of nothing there would hide how the line begins. */
  private static boolean startsLine(CharSequence out, int end) {
    int line = end;
    while (line > 0 && end - line <= MAX_MARKS && out.charAt(line - 1) != '\n') {
      line--;
    }
    boolean mark = end > line && out.charAt(end - 1) == '*';
    return !mark && MARKS.matcher(out).region(line, end).matches();
  }

  /** Whether all values from a place up to another are blank. */
  boolean isNothing(int from, int to) {
    for (int i = from; i < to; i++) {
      String value = valueAt(i);
      if (value != null && !value.isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a part can be left out without giving the rest of its line another meaning. */
  boolean mayVanish(int from, int to) {
    return !isFence(from - 1) && !isFence(to) && !startsLine(text, from);
  }

  /** Whether a character could belong to a fence. */
  boolean isFence(int place) {
    return is(place, '`') || is(place, '~');
  }

  /** Whether a value of nothing, which is not replaced, brings characters of a fence together. */
  boolean joinsFences() {
    for (int i = 0; i < values.size(); i++) {
      int place = places.get(i);
      if (!written.get(place)
          && values.get(i).text().isBlank()
          && isFence(place - 1)
          && isFence(place + 1)) {
        return true;
      }
    }
    return false;
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
    written.set(from, to);
  }

  /** What is written in place of the text that starts here, or null. */
  Replacement replacementAt(int place) {
    return replacements.get(place);
  }
}
